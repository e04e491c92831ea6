"""The fictional tỉnh Sông Mây: invented bodies, people and papers, built through the actions users call."""
