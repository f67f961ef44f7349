import os

SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
DEBUG = False
ROOT_URLCONF = "bench.floor.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
USE_I18N = False
LOGGING_CONFIG = None
# Where bench/run.py puts the pages that it captured.
BODIES = os.environ["BENCH_BODIES"]
