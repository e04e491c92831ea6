"""What the acts on certificates are called."""

from vinhdanh.foundation.audit.sentences import Changes, tell


def _printed(_: Changes, after: Changes) -> str:
    verb = "in lại" if after.get("again") else "in"
    return f"{verb} {after.get('count')} bằng ({str(after.get('manner', '')).lower()})"


tell(
    {
        "add_design": lambda _, after: f"thêm mẫu bằng “{after.get('design', '')}”",
        "change_design": lambda _, after: f"sửa mẫu bằng, thành bản {after.get('version')}",
        "set_offset": lambda _, after: (
            f"ghi độ lệch máy in “{after.get('printer', '')}”: "
            f"ngang {after.get('dx')} mm, dọc {after.get('dy')} mm"
        ),
        "prepare_printing": lambda _, after: (
            f"lập đợt in “{after.get('printing', '')}”, {after.get('count')} bằng"
        ),
        "print_certificates": _printed,
        "void_certificate": lambda _, after: f"ghi bằng số {after.get('certificate')} hết giá trị",
    },
    titles={
        "add_design": "thêm mẫu bằng",
        "change_design": "sửa mẫu bằng",
        "set_offset": "ghi độ lệch máy in",
        "prepare_printing": "lập đợt in bằng",
        "print_certificates": "in bằng",
        "void_certificate": "ghi bằng hết giá trị",
    },
    kinds={
        "certificates.certificatedesign": "mẫu bằng",
        "certificates.printing": "đợt in bằng",
        "certificates.printeroffset": "độ lệch máy in",
    },
)
