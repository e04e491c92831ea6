"""Small fictional plans, one for each layout the grammar knows. Places, bodies and people are invented."""

LABELLED = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ SUỐI MƠ\tĐộc lập - Tự do - Hạnh phúc
Số: 07/KH-UBND\tSuối Mơ, ngày 05 tháng 3 năm 2025

KẾ HOẠCH
Thi đua, khen thưởng xã Suối Mơ năm 2025

Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;
Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ;
Ủy ban nhân dân xã Suối Mơ xây dựng Kế hoạch thi đua, khen thưởng năm 2025 như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Khơi dậy tinh thần thi đua của mọi người dân.
2. Khen đúng người, đúng việc.

II. NHIỆM VỤ CỤ THỂ
1. Phát động phong trào thi đua chào mừng ngày thành lập xã
- Đơn vị chủ trì: Văn phòng HĐND và UBND xã.
- Đơn vị phối hợp: Công an xã; Đoàn Thanh niên xã.
- Thời gian hoàn thành: Tháng 3/2025.
- Sản phẩm: Kế hoạch của UBND xã.
2. Tổ chức tập huấn nghiệp vụ cho trưởng các thôn
- Đơn vị chủ trì: Phòng Văn hóa - Xã hội.
- Cơ quan phối hợp: Các thôn, tổ dân phố.
- Thời gian hoàn thành: Trước ngày 15/6/2025.
- Sản phẩm: Lớp tập huấn.
3. Rà soát, đề nghị khen thưởng hộ gia đình hiến đất làm đường
- Đơn vị chủ trì: Phòng Kinh tế xã.
- Thời gian hoàn thành: Quý III.
4. Tuyên truyền gương người tốt trên loa truyền thanh
- Đơn vị chủ trì: Trung tâm Dịch vụ tổng hợp xã.
- Thời gian hoàn thành: Thường xuyên.

III. TỔ CHỨC THỰC HIỆN
1. Các thôn, tổ dân phố gửi báo cáo kết quả thi đua về Ủy ban nhân dân xã (qua Phòng Văn hóa - Xã hội) trước ngày 20/11/2025.
2. Giao Phòng Văn hóa - Xã hội theo dõi việc thực hiện Kế hoạch này./.

Nơi nhận:
- UBND tỉnh;
- Các thôn, tổ dân phố;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Hoàng Thị Lụa
"""

LABELLED_BULLETS = """SỞ XÂY DỰNG TỈNH SÔNG MÂY
Số:      /KH-SXD
Sông Mây, ngày      tháng 02 năm 2026

KẾ HOẠCH
Công tác thi đua năm 2026 của Sở Xây dựng

Thực hiện Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh, Sở Xây dựng ban hành Kế hoạch công tác thi đua năm 2026:

I. NỘI DUNG
- Ký giao ước thi đua giữa các phòng, đơn vị thuộc Sở.
Chủ trì: Văn phòng Sở
Phối hợp: Các phòng chuyên môn, Công đoàn Sở
Thời gian: Tháng 02
- Chấm điểm thi đua sáu tháng (Chủ trì: Văn phòng Sở; thời gian: Quý II).
- Tổng kết phong trào thi đua và bình xét danh hiệu.
Chủ trì: Hội đồng Thi đua - Khen thưởng Sở
Thời gian: Chậm nhất 10/12

Nơi nhận:
- Như trên;
- Lưu: VT, VP.

Q. GIÁM ĐỐC

Trịnh Văn Đá
"""

TOPIC_TABLE = """ỦY BAN NHÂN DÂN TỈNH SÔNG MÂY
Số: 31/KH-UBND
Sông Mây, ngày 12 tháng 01 năm 2025

KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2025

Căn cứ Nghị quyết số 15/NQ-HĐND ngày 10/12/2024 của Hội đồng nhân dân tỉnh;
Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025.

I. NỘI DUNG

STT\tNhiệm vụ\tThời gian thực hiện\tCơ quan phối hợp\tCơ quan chủ trì\tSản phẩm
A\tCông tác chỉ đạo
1\tTrình ban hành Chỉ thị phát động thi đua\tTháng 3/2025\tVăn phòng UBND tỉnh\tSở Nội vụ\tChỉ thị
2\tKiểm tra công tác khen thưởng tại các xã\tTừ tháng 4 đến tháng 6\tThanh tra tỉnh\tSở Nội vụ\tBáo cáo kết quả kiểm tra
B\tCông tác khen thưởng
3\tHọp Hội đồng xét khen thưởng đợt một\tTrước 15/6\tCác sở, ban, ngành; UBND các xã, phường\tSở Nội vụ\tBiên bản
4\tKhen thưởng giáo viên giỏi\tNăm học 2024-2025\t\tSở Giáo dục và Đào tạo\t
5\tLễ vinh danh doanh nhân\tNgày 13/10/2025\tHiệp hội Doanh nghiệp tỉnh\tSở Tài chính\t
6\tTheo dõi, đôn đốc các khối thi đua\tThường xuyên\t\tSở Nội vụ\t
7\tBáo cáo định kỳ\tHằng quý\t\tSở Nội vụ\tBáo cáo

II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ chủ trì, theo dõi việc thực hiện; định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh.
2. Các sở, ban, ngành gửi kế hoạch của đơn vị về Sở Nội vụ chậm nhất ngày 31/3/2025 để tổng hợp.

Nơi nhận:
- Bộ Nội vụ;
- Lưu: VT, NC.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lê Minh Sương
"""

PROSE_CELL = """KẾ HOẠCH
Công tác thi đua của Công ty Cổ phần Gạch Sao Khuê năm 2025

Công ty Cổ phần Gạch Sao Khuê xây dựng kế hoạch thi đua năm 2025 như sau:

Nội dung công việc\tNgười thực hiện\tTiến độ
Phát động thi đua đầu năm\tChủ trì: Công đoàn Công ty; Phối hợp: Phòng Tổ chức - Hành chính, các phân xưởng\tQuý I/2025
Thi thợ giỏi toàn Công ty\tPhòng Kỹ thuật chủ trì, phối hợp với Công đoàn Công ty\t20/7/2025
Tổng kết, trao thưởng\tPhòng Tổ chức - Hành chính\tTháng 12

Nơi nhận:
- Hội đồng quản trị;
- Lưu: VT.

TỔNG GIÁM ĐỐC

Vũ Đình Cát
"""

WAVES = """TRƯỜNG THPT RỪNG THÔNG
Số: 18/KH-THPT
Rừng Thông, ngày 03 tháng 9 năm 2024

KẾ HOẠCH
Tổ chức các đợt thi đua năm học 2024 - 2025

I. MỤC ĐÍCH
Thi đua dạy tốt, học tốt.

II. CÁC ĐỢT THI ĐUA
1. Đợt 1: Từ ngày 05/9/2024 đến ngày 20/11/2024 - Chào mừng ngày Nhà giáo Việt Nam
- Thi giảng hay giữa các tổ chuyên môn.
- Làm báo tường theo chủ đề thầy cô.
2. Đợt 2: Từ ngày 21/11/2024 đến ngày 26/3/2025 - Chào mừng ngày thành lập Đoàn
- Hội khỏe toàn trường.
- Ngày hội đọc sách (nếu có kinh phí).
3. Đợt 3: Từ ngày 27/3 đến ngày 25/5/2025
- Ôn thi nghiêm túc, tổng kết năm học.

III. TỔ CHỨC THỰC HIỆN
1. Ban Giám hiệu
- Chỉ đạo chung.
2. Các tổ chuyên môn
- Chấm điểm thi đua, báo cáo Ban Giám hiệu sau mỗi đợt.

HIỆU TRƯỞNG

Ngô Thị Lá
"""

MONTHS = """KẾ HOẠCH THI ĐUA NĂM HỌC 2024-2025

Trường Tiểu học Hoa Gạo xây dựng kế hoạch thi đua năm học 2024-2025.

I. NHIỆM VỤ THEO THÁNG
THÁNG 9/2024
- Khai giảng và phát động thi đua.
- Đăng ký danh hiệu thi đua của từng giáo viên.
THÁNG 11
- Hội giảng chào mừng ngày 20/11.
THÁNG 3
- Thi viết chữ đẹp.
THÁNG 5
- Bình xét thi đua, nộp hồ sơ về Phòng Giáo dục và Đào tạo trước ngày 25/5.

PHÓ HIỆU TRƯỞNG PHỤ TRÁCH
Đinh Thị Mận
"""

MONTH_TABLES = """KẾ HOẠCH
Thi đua năm học 2025 - 2026

1. Tháng 9
TT\tNội dung công việc\tNgười phụ trách
1\tĐăng ký thi đua\tTổ trưởng chuyên môn
2\tXây dựng tiêu chí chấm điểm\tBan thi đua
2. Tháng 10
TT\tNội dung công việc\tNgười phụ trách
1\tDự giờ thi đua\tPhó Hiệu trưởng
"""

DUTIES = """HUYỆN ỦY BẾN ĐÁ\tĐẢNG CỘNG SẢN VIỆT NAM
*
Số 45-KH/HU\tBến Đá, ngày 20 tháng 4 năm 2023

KẾ HOẠCH
thực hiện Chỉ thị về đổi mới công tác thi đua, khen thưởng
-----

Thực hiện Chỉ thị số 21-CT/TU ngày 10/3/2023 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Huyện ủy xây dựng kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
- Nâng cao vai trò của cấp ủy.

II. NHIỆM VỤ, GIẢI PHÁP
1. Nâng cao nhận thức về công tác thi đua.
2. Đổi mới công tác khen thưởng.

III. TỔ CHỨC THỰC HIỆN
1. Ban Tuyên giáo Huyện ủy
- Hướng dẫn tuyên truyền Chỉ thị trong toàn huyện.
- Phối hợp với Đài Truyền thanh huyện, Phòng Văn hóa và Thông tin mở chuyên mục người tốt, việc tốt.
2. Ủy ban nhân dân huyện
- Rà soát, sửa đổi quy chế khen thưởng của huyện.
3. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam huyện vận động nhân dân tham gia các phong trào thi đua.
4. Các chi bộ, đảng bộ cơ sở
- Cụ thể hóa Kế hoạch này tại đơn vị.
- Hằng năm báo cáo kết quả thực hiện về Huyện ủy (qua Ban Tuyên giáo Huyện ủy) trước ngày 30/11.

Nơi nhận:
- Tỉnh ủy (b/c),
- Các chi bộ, đảng bộ,
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC

Cao Văn Suối
"""

OCR = """Ủỷ BAN NHÂN DÂN         CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG BẾN TRE NGÀ      Độc lập - Tự do - Hạnh phúc
Sô: l5 /KH-UBND         Bến Tre Ngà, ngày 08 tháng 0l năm 2024

KÊ HOẠCH
Công tác thi đua khen thưỏng năm 2024

I. MUC ĐÍCH
Nâng cao chất lương.
Il. NÔI DUNG
1.Qúy I
-Phát động thi đua đầu năm
- Đăng ký danh hiêu thi đua.
2. Qúy Il
-Sơ kết 6 tháng đầu năm .
3. Quí lll
- Kiểm tra các tổ dân phố
4 .Quý IV
- Tổng kêt năm (nếu có ).
III. TỔ CHỨC THƯC HIỆN
1. Công chức Văn hóa tham mưu thực hiện.

Noi nhận:
- Lưu: VT.
TM. UỶ BAN NHÂN DÂN
CHỦ TỊCH
Tạ Văn Bần
"""

FLAT = """ỦY BAN NHÂN DÂN
TỈNH SÔNG MÂY
Số: 52/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Mây, ngày 10 tháng 01 năm 2025
KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2025
Ủy ban nhân dân tỉnh ban hành Kế hoạch công tác thi đua, khen thưởng năm 2025 với các nội
dung sau:
I. NỘI DUNG
TT
Nội dung công việc
Đơn vị chủ trì
Đơn vị phối hợp
Thời gian
I Quý I
1
Xây dựng kế hoạch kiểm tra công tác thi
đua tại các phường
Sở Nội vụ
Thanh tra tỉnh
Tháng 2
2
Tổ chức hội nghị tổng kết khối thi đua
Sở Nội vụ
Các sở, ban,
ngành tỉnh
Tháng 3
II Quý II
1
Tổng hợp hồ sơ trình Hội đồng Thi đua -
Khen thưởng tỉnh xét duyệt
Sở Nội vụ
Văn phòng UBND
tỉnh
Tháng 5
2
Thi tìm hiểu truyền thống thi đua yêu nước
Tỉnh đoàn
Sở Giáo dục và
Đào tạo
Tháng 6
II. TỔ CHỨC THỰC HIỆN
Sở Nội vụ theo dõi, đôn đốc việc thực hiện Kế hoạch này, báo cáo Ủy ban nhân dân tỉnh trước
ngày 15/12/2025.
Nơi nhận:
TM. ỦY BAN NHÂN DÂN
- Bộ Nội vụ;
CHỦ TỊCH
- Lưu: VT.
Phan Thanh Mây
"""

QUARTER_BULLETS = """Số: 09/KH-PNV
Đồi Sim, ngày 22 tháng 01 năm 2024

KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2024

Phòng Nội vụ huyện Đồi Sim xây dựng Kế hoạch công tác thi đua, khen thưởng năm 2024.

I. MỤC ĐÍCH
Thi đua thiết thực, không phô trương.

II. NỘI DUNG
1. Nhiệm vụ trong Quý I
- Ban hành hướng dẫn chấm điểm các khối thi đua.
- Xét khen thưởng đột xuất (nếu có).
2. Nhiệm vụ trong Quý II
- Họp Hội đồng xét khen thưởng sáu tháng (tháng 5/2024).
- Xét khen thưởng đột xuất (nếu có).
3. Nhiệm vụ thường xuyên
- Cập nhật hồ sơ khen thưởng giai đoạn 2021-2025 vào phần mềm.

III. TỔ CHỨC THỰC HIỆN
1. Các cơ quan, đơn vị gửi kế hoạch của mình về Phòng Nội vụ trong tháng 02 năm 2024.

TRƯỞNG PHÒNG

Lý Văn Gió
"""
