"""Why a file cannot be read: one code for programs, one Vietnamese sentence for people.

A sentence says what is wrong, where, and what to do; all of them live here.
"""

from enum import StrEnum


class FaultCode(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    RENAMED = "renamed"
    OLD_FORMAT = "old_format"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    DAMAGED = "damaged"
    ZIP_BOMB = "zip_bomb"
    EXTERNAL_ENTITIES = "external_entities"
    EXTERNAL_LINKS = "external_links"
    NO_TEXT = "no_text"
    NO_CONTENT = "no_content"
    NOT_WORKBOOK = "not_workbook"
    NO_HEADING = "no_heading"
    TOO_MANY_ROWS = "too_many_rows"
    ENCODING = "encoding"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LONG = "too_long"
    TIMEOUT = "timeout"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"


_SENTENCES = {
    FaultCode.EMPTY: "Tệp rỗng, không có chữ nào. Hãy mở lại bản gốc, lưu rồi tải lên lần nữa.",
    FaultCode.TOO_LARGE: (
        "Tệp nặng {size} MB, quá mức {limit} MB. Hãy bỏ bớt hình ảnh hoặc chỉ tải phần kế hoạch và phụ lục."
    ),
    FaultCode.WRONG_TYPE: (
        "Chưa đọc được {found}. Hãy lưu văn bản thành .docx, .pdf, .xlsx, .txt hoặc .md rồi tải lại."
    ),
    FaultCode.RENAMED: (
        "Tệp tên {suffix} nhưng bên trong là {found}. "
        "Hãy mở bằng đúng phần mềm, lưu ra đúng loại rồi tải lại."
    ),
    FaultCode.OLD_FORMAT: (
        "Tệp ở dạng cũ {old} (trước năm 2007). "
        "Hãy mở bằng Word hoặc Excel, chọn “Lưu thành” {new} rồi tải lại."
    ),
    FaultCode.ENCRYPTED: (
        "Tệp {found} có đặt mật khẩu nên không mở được. Hãy gỡ mật khẩu, lưu lại rồi tải lên lần nữa."
    ),
    FaultCode.MACROS: (
        "Tệp {found} có chứa macro nên không nhận, để giữ an toàn. "
        "Hãy lưu thành {new} (không macro) rồi tải lại."
    ),
    FaultCode.DAMAGED: (
        "Tệp {found} bị hỏng hoặc tải lên chưa trọn. Hãy mở thử trên máy, lưu lại một bản mới rồi tải lên."
    ),
    FaultCode.ZIP_BOMB: (
        "Tệp {found} nén quá mức bình thường nên không mở, để giữ an toàn. "
        "Hãy lưu lại từ bản gốc rồi tải lên."
    ),
    FaultCode.EXTERNAL_ENTITIES: (
        "Tệp {found} có khai báo lạ (DTD, thực thể ngoài) nên không mở, để giữ an toàn. "
        "Hãy mở bằng Word hoặc Excel, lưu lại một bản mới rồi tải lên."
    ),
    FaultCode.EXTERNAL_LINKS: (
        "Tệp {found} có liên kết ra ngoài tệp ({link}) nên không nhận, để giữ an toàn. "
        "Hãy bỏ liên kết, ảnh hoặc mẫu nối từ nơi khác (chèn thẳng vào tệp), lưu rồi nộp lại."
    ),
    FaultCode.NO_TEXT: (
        "Tệp PDF chỉ có hình ảnh, không có chữ (thường là bản quét). "
        "Hãy tải bản .docx hoặc PDF xuất từ Word; bản quét sẽ đọc được ở một phiên bản sau."
    ),
    FaultCode.NO_CONTENT: (
        "Tệp {found} không có nội dung nào. Hãy kiểm tra xem đã lưu đúng tệp chưa rồi tải lại."
    ),
    FaultCode.NOT_WORKBOOK: (
        "Danh sách phải là tệp Excel .xlsx, tệp này là {found}. "
        "Hãy chép danh sách sang Excel hoặc lưu thành .xlsx rồi tải lại."
    ),
    FaultCode.NO_HEADING: (
        "Không tìm thấy hàng tiêu đề nào có cột “{name}” và một cột nữa của danh sách “{kind}”. "
        "Xem lại loại danh sách đã chọn, hoặc tải tệp mẫu về, chép dữ liệu vào rồi gửi lại."
    ),
    FaultCode.TOO_MANY_ROWS: (
        "Một trang tính có hơn {limit} dòng, quá mức một lần nhập. Hãy tách thành vài tệp rồi tải lần lượt."
    ),
    FaultCode.ENCODING: (
        "Không nhận ra bảng mã chữ của tệp văn bản. "
        "Hãy mở tệp, chọn “Lưu thành” với bảng mã UTF-8 rồi tải lại."
    ),
    FaultCode.TOO_MANY_PAGES: (
        "Tệp PDF có {pages} trang, quá mức {limit} trang. "
        "Hãy tách riêng phần kế hoạch và phụ lục rồi tải lại."
    ),
    FaultCode.TOO_LONG: (
        "Tệp dài quá mức đọc được ({what}). Hãy tách riêng phần kế hoạch và phụ lục rồi tải lại."
    ),
    FaultCode.TIMEOUT: (
        "Đọc tệp quá {seconds} giây chưa xong nên đã dừng. "
        "Hãy lưu lại một bản gọn hơn hoặc tách bớt rồi tải lại."
    ),
    FaultCode.OUT_OF_MEMORY: (
        "Tệp cần quá nhiều bộ nhớ để đọc nên đã dừng. Hãy bỏ bớt hình ảnh hoặc tách bớt rồi tải lại."
    ),
    FaultCode.CRASHED: (
        "Việc đọc tệp dừng giữa chừng vì nội dung tệp bất thường. "
        "Hãy mở thử trên máy, lưu lại một bản mới rồi tải lên."
    ),
}


class ReadingFault(Exception):  # noqa: N818 - a fault of the file, not of the program
    """A file that cannot be read. ``sentence`` is complete and may be shown to people as it stands."""

    def __init__(self, code: FaultCode, sentence: str) -> None:
        super().__init__(code, sentence)
        self.code = code
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def fault(code: FaultCode, **facts: object) -> ReadingFault:
    """The fault of this code with its sentence filled in; ``KeyError`` where a fact is missing."""
    return ReadingFault(code, _SENTENCES[code].format(**facts))
