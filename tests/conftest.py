"""What holds for every test: no clock decides whether one passes."""

from hypothesis import settings

# A shared machine may pause in the middle of an example.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
