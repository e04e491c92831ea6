"""What the acts on letters are called."""

from vinhdanh.foundation.audit.sentences import tell

tell({"retry_letter": "gửi lại thư"}, kinds={"mail.letter": "thư đi"})
