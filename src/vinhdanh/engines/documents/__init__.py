"""Papers out: one model, written as DOCX and as PDF in the layout of Nghị định 30/2020/NĐ-CP."""
