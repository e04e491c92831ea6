"""Letters on their way out: written in the transaction of the change, sent by the queue.

``outbox`` writes and shows them, ``delivery`` hands them to the mail server. A letter leaves at least
once: only a process killed between the server's yes and our note of it sends it again, and then
under the same Message-ID, by which mail programs recognise a copy.
"""
