"""Classes of words the grammar knows, as patterns over folded text (no marks, lower case).

They name kinds of bodies, verbs of office work and headings; none of them is a
sentence of a particular plan.
"""

import re


def alternatives(*groups: str) -> str:
    """Words separated by commas as one alternation, longest first."""
    words = {" ".join(word.split()) for group in groups for word in group.split(",")}
    chosen = sorted((word for word in words if word), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in chosen) + ")"


# ---- bodies ------------------------------------------------------------------
# First words of the name of a body.
BODY_WORDS = """
so, ban, phong, van phong, vp, ubnd, uy ban, ubmttq, ubmttqvn, hdnd, hoi dong, hd, hdtdkt, hoi, hiep hoi,
lien hiep, lien minh, bao, tap chi, dai, trung tam, truong, cong an, bo chi huy, ban chi huy, bo tu lenh,
cong ty, tong cong ty, tap doan, xi nghiep, nha may, chi nhanh, lien doan, ldld, doan thanh nien, dtncs,
doan tncs, tinh doan, thanh doan, huyen doan, doan truong, doan xa, doan phuong, dang uy, tinh uy, thanh
uy, huyen uy, quan uy, thi uy, chi bo, chi doan, chi hoi, lien doi, cong doan, mat tran, mttq, mat tran to
quoc, kho bac, cuc, chi cuc, tong cuc, bao hiem, bhxh, ngan hang, thanh tra, toa an, vien, bo, vu, hoc
vien, benh vien, tram, doi, to, khoi, cum, hat, cong thong tin, cong ttdt, nha van hoa, thue, hai quan,
kiem lam, thi hanh an, thon, ap, khu pho, to dan pho, thu vien, bo phan, dai hoc, khoa, tong lien doan,
hoc sinh, hdsk, dang bo, tieu ban, bdd, hop tac xa, lien minh hop tac xa, cac, thuong truc, tt, co quan
thuong truc, co quan, don vi, dia phuong, chinh quyen, nganh, to chuc, doan the, nu cong, quan doi, quan su,
bien phong, bo doi bien phong, cap uy, ben, nha truong, xa doi, xa doan, phuong doi, phan xuong, phan hieu,
nha thieu nhi, trung uong doan, trung uong hoi, trung uong dang, doanh nghiep, cau lac bo, clb, nhom
"""
# A person who stands for a body.
POST_WORDS = """
thu truong, chu tich, pho chu tich, truong, pho truong, lanh dao, giam doc, pho giam doc, tong giam doc,
hieu truong, pho hieu truong, thanh vien, uy vien, bi thu, cum truong, khoi truong, to truong, doi truong,
nguoi dung dau, chanh van phong, giao vien, giao vien chu nhiem, gvcn, gv, can bo, cong chuc, vien chuc,
nhan vien, chuyen vien, ke toan, van thu, tong phu trach, ca nhan, toan the, tap the, cbgv, cbgvnv, cb,
bgh, ban giam hieu, ban giam doc, dang vien, doan vien, hoi vien, nguoi lao dong, pht, ht, tptd, ttcm, to
chuyen mon, dai dien, doi, quan doc, doi pho, to pho, truong thon, truong tram, tram truong, chi huy truong,
khoi pho, tong bien tap, chu nhiem
"""
# Folded words that begin like a body and are none ("ban hành", "bảo đảm", "phong trào", "sơ kết" …).
NOT_BODIES = """
ban hanh, bao dam, bao cao, bao ve, bao luu, phong trao, phong phu, phong chong, phong cach, so ket, so
luong, so voi, so lieu, so do, so tay, so hoa, hoi nghi, hoi thao, hoi thi, hoi dien, hoi hop, hoi thao, to
chuc cac, to chuc hoi, to chuc tot, to chuc thuc, to chuc trien, to chuc phat, bo sung, bo tri, doi moi, doi
voi, cong tac, cong khai, cong nhan danh, cong bo, khoi phuc, truong hop, vien chuc nha, cong cuoc, cong
trinh, van dong, ban be, doi tuong, bo qua, dai hoi, bao gom, khoi dong, cum tu, vu viec, cac noi dung, cac
hoat dong, cac phong trao, cac van ban, cac nhiem vu, cac chi tieu, cac tieu chi, cac giai phap, cac quy
dinh, cac dieu kien, cac bien phap, cac hinh thuc, cac danh hieu, cac dien hinh, cac dot, cac guong, cac chu
truong, cac muc tieu, cac ngay le, cac su kien, cac mo hinh, cac sang kien, cac hoi nghi, cac lop, cac cuoc,
cac bao cao, cac chuong trinh, cac ke hoach, cac tieu chuan, to chuc le, to chuc ky, to chuc dai, to chuc
hop, to chuc kiem, to chuc so, to chuc tong, to chuc tap, to chuc cho, to chuc xet, to chuc binh, to chuc
lay, to chuc dang, to chuc quan, to chuc ra, to chuc tuyen, to chuc, dai dien cho, tap the, chu tich ho chi
minh, bo tieu chi, khoi luong, doi ngoai, cong viec, vien dan, bo cuc, hoi nhap, doan ket, bao ton, bao tri,
khoa hoc, doi ngu, bao tro, hoi giang, hoi khoe, hoi trai, hoi cho, hoi xuan, hoi hoa, ban tin, ban giao,
bao tuong, bo anh, bo phim, bo tai lieu, khoi nghiep, khoi cong, doi hinh, vien tro, cong nghe, cong nghiep,
cong thuong, thue suat
"""
GROUP_NOUNS = (
    "so, ban, nganh, doan the, don vi, dia phuong, co quan, to chuc, hoi, phong, xa, phuong, thi tran, quan, "
    "huyen, thi xa, thanh pho, doanh nghiep, truong, truong hoc, cum, khoi, cum thi dua, khoi thi dua, cap, "
    "cac dia phuong, ca nhan, tap the, cac don vi, to, bo phan, dac khu, hop tac xa, mat tran, phong ban, "
    "khoa, ban nganh, thon, ap, khu pho, to dan pho, xi nghiep, tram"
)
_HEADS = alternatives(BODY_WORDS, POST_WORDS)
BODY_START = re.compile(
    rf"\d{{1,3}}\s+{alternatives(GROUP_NOUNS)}\b|(?:moi|tung)\s+{alternatives(GROUP_NOUNS)}\b|"
    rf"(?!{alternatives(NOT_BODIES)}\b){_HEADS}\b|cac\s+to\s+chuc\b|ban\s+to\s+chuc\b|"
    rf"tap\s+the\s+(?:lanh|giao)"
)
POST_START = re.compile(rf"{alternatives(POST_WORDS)}\b")

# ---- verbs -------------------------------------------------------------------
VERBS = """
bao dam, dam bao, bam sat, ban hanh, bao cao, bieu duong, bien soan, bo tri, can cu, chi dao, chiu trach
nhiem, chu dong, chu tri, chuan bi, co trach nhiem, co nhiem vu, cu the hoa, cung cap, dang ky, dang ki,
danh gia, de xuat, de nghi, dinh ky, don doc, duy tri, day manh, giup, gioi thieu, gui, hoan thanh, hoan
thien, hoan tat, huong dan, huong ung, kien toan, kiem tra, khao sat, ky ket, ki ket, lap, lua chon, mo
rong, mo cac, nang cao, nghiem tuc, nghien cuu, nhan rong, phan cong, phat dong, phat hien, phat huy, phoi
hop, pho bien, quan triet, quan tam, ra soat, so ket, soan thao, tang, tang cuong, tham dinh, tham gia,
tham du, tham muu, tap trung, theo doi, thuc hien, thong bao, tich cuc, tiep nhan, tiep tuc, tien hanh, to
chuc, tong hop, tong ket, trien khai, trinh, van dong, van dung, xay dung, xem xet, xet, ra quan, phat
hanh, xuat ban, ton vinh, thanh lap, binh xet, binh chon, cap nhat, cong bo, quan ly, quyet dinh, du toan,
cham diem, can, phai, duoc giao, dua tin, tuyen truyen, ren luyen, phan dau, gop phan, thuong xuyen, kip
thoi, thuong truc tham muu, tu danh gia, ky giao uoc, tu kiem tra, lam tot, doi moi, phu trach, to chuc
tot, trong viec, de, nham, thong qua, hang nam, hang thang, hang quy, hang tuan, dua noi dung, phat trien,
trang bi, tap huan, boi duong, kiem diem, nhan xet, khuyen khich, tao dieu kien, mo, thong ke, du thao,
trung bay, niem yet, ho tro, dan dung, gop y, cu can bo, phan bo, soan, la dau moi, cung thuc hien, cung
phoi hop, cung tham gia, nhan va cham, tu cham, bao quan, ho tro, dam nhan, dam nhiem, thuc hien, chiu
trach nhiem chinh, dang tai, viet bai, dua len, nop, lay y kien, hop xet, hop
"""
# Verbs of everyday doing, with their marks: folded they would be other words ("đo" and "do").
ACTIONS = """
treo, là, tặng, trao, dạy, đo, nhắc, sẽ, đã, đang, nghiệm thu, công khai, đăng bài, đăng tin, tuần tra, trồng,
dọn, sửa, xây, làm, thắp, quét, chấm, đưa, mời, nhận, giữ, cử, chọn, bầu, mua, thăm, kết nạp, phân loại, sưu
tầm, đối thoại, tháo gỡ, khai giảng, khai mạc, gắn, lấy, thẩm tra, rút kinh nghiệm, biên tập, phát sóng,
phát, ký, sáng tác, viết, vẽ, dự giờ, thao giảng, quyên góp, ủng hộ, giúp đỡ, chăm sóc, thống nhất, bàn
giao, nêu, tuyên dương, khen, trả lời, giải quyết, xử lý, cấp phát, cấp đổi, khởi công, khánh thành, ra mắt,
gặp mặt, chốt, phân tích, đối chiếu, lồng ghép, vận hành, số hóa, lưu trữ, quay, chụp, giám sát, tập luyện,
duyệt, dán, kêu gọi, mít tinh, cam kết, tọa đàm, sơ tuyển, tuyển, giao ban, giao lưu, hiến, góp, cải tạo,
lắp đặt, tu sửa, giảm, thi, thay, tuyên truyền, bảo trì, bảo dưỡng, đề cử, giới thiệu, đọc, cân đối, xác
minh, làm việc, quảng bá, thu thập, chỉnh sửa, củng cố, kiện toàn, chuyển, đón, bổ sung, đăng cai, kết nối,
liên kết, trang trí, trao đổi, chia sẻ, vinh danh, tri ân, chỉnh trang, bình bầu, suy tôn, nắm, rà soát, đôn
đốc, tổng vệ sinh, tập huấn, khám bệnh, khám sức khỏe, huấn luyện
"""
_ACTIONS = sorted((" ".join(word.split()) for word in ACTIONS.split(",")), key=len, reverse=True)
ACTION = re.compile(
    r"(?<![\w-])(?:" + "|".join(_ACTIONS) + r")(?![\w-])"
    r"(?!\s+(?:đua|hành|công|thanh|trọt|chữa|trấn|xã|tiết|bộ|cục|hội|đoàn|nhánh|đội)\b)"
)  # fmt: skip
VERB = re.compile(rf"(?<![\w-]){alternatives(VERBS)}(?![\w-])")
# What a task usually opens with, besides the verbs above.
TASK_OPENING = re.compile(
    rf"(?:{alternatives(VERBS)}|tuyen truyen|hop|le|hoi nghi|khen thuong|phoi hop|sua doi|tong|sua|"
    rf"mo|dua|ve|hoc tap|"
    r"tiep|dai hoi|bao cao|ke hoach|chi thi|quyet dinh|trao|thi|lam)\b"
)

# ---- headings ----------------------------------------------------------------
PURPOSE = re.compile(
    r"\b(?:muc dich|yeu cau|quan diem|muc tieu|chi tieu|tinh hinh|dac diem|can cu|co so phap ly|"
    r"pham vi|doi tuong|"
    r"nguyen tac|ket qua nam|thuan loi|kho khan|thuc trang|boi canh)\b"
)
CONTENT = re.compile(
    r"\b(?:noi dung|nhiem vu|cong viec|hoat dong|lich|tien do|lo trinh|chuong trinh|trong tam|lo trinh|"
    r"ke hoach cu the|ke hoach thang|"
    r"phan cong|thoi gian|cac dot|dot thi dua|phat dong|trien khai)\b"
)
SOLUTIONS = re.compile(r"\b(?:giai phap|bien phap)\b")
EXECUTION = re.compile(
    r"\b(?:to chuc thuc hien|trach nhiem|phan cong thuc hien|phan cong nhiem vu|phan cong|to chuc trien khai|"
    r"trien khai thuc hien|che do bao cao|thong tin,? bao cao|bao cao)\b"
)
SETTING = re.compile(
    r"\b(?:kinh phi|tieu chuan|hinh thuc khen|hinh thuc thi dua|danh hieu|quy trinh|ho so|co cau|"
    r"so luong|thoi diem|"
    r"tieu chi|thang diem|cach tinh|dieu kien|che do bao cao|khau hieu|chu de)\b"
)
SECTION_WORDS = re.compile(
    r"\b(?:muc dich|yeu cau|to chuc thuc hien|noi dung|giai phap|phan cong|trach nhiem|"
    r"nhiem vu trong tam|kinh phi)\b"
)

# ---- labels ------------------------------------------------------------------
_WHO = (
    r"(?:(?:cac\s+)?(?:co quan|don vi|bo phan|to chuc|ca nhan|nguoi|dau moi|lanh dao|nhom|"
    r"to)(?:\s*[,/]\s*|\s+va\s+|\s+))*"
)
LEAD_LABEL = _WHO + (
    r"(?:chu tri|chiu trach nhiem(?: chinh)?|phu trach|tham muu|thuc hien|phan cong|dau moi|"
    r"duoc giao|trach nhiem)"
    r"(?:\s+(?:chinh|tham muu|thuc hien|chu tri|phu trach|to chuc|chinh thuc|thuc hien chinh))*"
)
HELP_LABEL = _WHO + r"(?:cung\s+)?(?:phoi hop|tham gia|ho tro)(?:\s+(?:thuc hien|chinh|tham gia|to chuc))*"
TIME_LABEL = (
    r"(?:(?:du kien\s+)?(?:thoi gian|thoi han|thoi diem|tien do|han|moc thoi gian|"
    r"ngay)(?:\s+(?:du kien|to chuc|thuc hien|"
    r"hoan thanh|trien khai|bat dau|ket thuc|cuoi|chot|va tien do|tien hanh|nop|xong|bao cao|"
    r"dien ra)){0,3}|hoan thanh)"
)
PRODUCT_LABEL = (
    r"(?:du kien\s+)?(?:san pham|ket qua|dau ra)(?:\s+(?:dau ra|du kien|can dat|dat duoc|"
    r"thuc hien|cu the|san pham))*"
)
OTHER_LABEL = (
    r"(?:noi dung(?: thi dua| thuc hien| cong viec)?|dia diem|thanh phan|doi tuong|kinh phi|"
    r"hinh thuc(?: to chuc)?|muc tieu|yeu cau|"
    r"cach thuc|cach thuc hien|chi tieu|chu de|khau hieu|bien phap|ghi chu|muc dich|pham vi|"
    r"so luong|phuong thuc|"
    r"nguon kinh phi|tieu chi|tieu chuan|giai phap|hinh thuc khen thuong|trong tam|ten goi|chu diem)"
)
_TAIL = r"(?:\s*\([^()]{0,40}\))?\s*:"
LABEL = re.compile(
    rf"\s*[-–+•*]?\s*(?:(?P<help>{HELP_LABEL})|(?P<time>{TIME_LABEL})|(?P<product>{PRODUCT_LABEL})"
    rf"|(?P<lead>{LEAD_LABEL})|(?P<other>{OTHER_LABEL})){_TAIL}\s*"
)
