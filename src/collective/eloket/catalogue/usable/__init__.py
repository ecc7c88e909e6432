"""Can everybody use a document's form, as far as axe can tell?"""
