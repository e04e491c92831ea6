from vinhdanh.domain.papers.models.numbers import NumberSeries, PaperNumber
from vinhdanh.domain.papers.models.package import PaperPackage
from vinhdanh.domain.papers.models.paper import Paper, Recipient
from vinhdanh.domain.papers.models.signing import Signatory, SignatureRecord
from vinhdanh.domain.papers.models.template import TemplateVersion
from vinhdanh.domain.papers.models.version import PaperVersion, WordDifference

__all__ = [
    "NumberSeries",
    "Paper",
    "PaperNumber",
    "PaperPackage",
    "PaperVersion",
    "Recipient",
    "Signatory",
    "SignatureRecord",
    "TemplateVersion",
    "WordDifference",
]
