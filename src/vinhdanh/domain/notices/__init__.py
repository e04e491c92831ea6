"""Words that reach a person: notices in the application and the letters that carry them.

Rooms call ``actions.tell``; each person decides in ``Preference`` which kinds also come by e-mail.
``ShortLink`` is a short address that means something only to who is signed in and may see it.
"""
