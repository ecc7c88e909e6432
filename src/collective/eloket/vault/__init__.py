"""How is personal data kept?"""
