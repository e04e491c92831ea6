"""Certificates of a body: designs in versions, lists to be printed, what was printed by whom and why.

Owns ``CertificateDesign`` with its ``DesignVersion``, ``Printing`` (a list on one version of a design) with a
``Certificate`` for each row, ``PrintRun``, the log of every print, and ``PrinterOffset``. Placing and fitting
words is ``engines/documents/certificates``; a list may come from the annex of a paper (``papers``).
"""
