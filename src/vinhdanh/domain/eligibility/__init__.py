"""Who meets what, by which law, and why: evaluations, quotas, vote rules, and who is being forgotten.

It may be asked for the verdict on one subject with its reasons, for many at once, for the quota and the vote
rule of an award with their citation. People decide; what was answered once never changes.
"""
