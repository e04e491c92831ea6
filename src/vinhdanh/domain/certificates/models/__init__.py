from vinhdanh.domain.certificates.models.design import CertificateDesign, DesignVersion, PrinterOffset
from vinhdanh.domain.certificates.models.printing import Certificate, Printing, PrintRun

__all__ = [
    "Certificate",
    "CertificateDesign",
    "DesignVersion",
    "PrintRun",
    "PrinterOffset",
    "Printing",
]
