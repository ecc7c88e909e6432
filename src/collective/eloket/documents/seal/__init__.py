"""Is it from us, and unchanged? The seal in a PDF; the one door of pyHanko."""
