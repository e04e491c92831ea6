"""Papers out and in: what was written, in which versions, under which number, signed by whom, sent to whom.

Owns ``Paper`` with its versions, differences, signatures and recipients, ``NumberSeries`` with every number
ever given, ``Signatory``, the roster of who may sign, and ``TemplateVersion``, the words of an office for
its papers. Any room above hands in the data of a paper (``actions.filling.fill_paper``) or the whole of it
(``actions.writing.write_paper``) and asks for it by the row it is about; layout is ``engines/documents``.
"""
