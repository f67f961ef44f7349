"""Settings: one file; the environment makes the difference. See .env.example."""

import sys
from pathlib import Path

import environ
from django.utils.csp import CSP

from kennisplaats.database import with_options

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()  # FOO_FILE=/run/secrets/foo wins over FOO
env.read_env(BASE_DIR / ".env")  # absent in production

# Core ---------------------------------------------------------------------

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    sys.exit("SECRET_KEY ontbreekt: geef een lange, willekeurige tekst (zie .env.example).")

# A demo runs on one machine, over http, and shows the log-in of its curator.
DEMO = env.bool("DEMO", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "kennisplaats.urls"
WSGI_APPLICATION = "kennisplaats.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = True

DATABASES = {
    "default": with_options(
        env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'data' / 'kennisplaats.sqlite3'}"),
        pool_size=env.int("DATABASE_POOL_SIZE", default=8),
    )
}

# Apps ---------------------------------------------------------------------

INSTALLED_APPS = [
    "kennisplaats.apps.PortalConfig",
    "practices",
    "tools.reflection",
    "tools.conversation",
    "tools.sessions",
    "knowledge",
    "search",
    "accounts",
    "outbox",
    "kennisplaats.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "simple_history",
    "taggit",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # sends files that were compressed before
    "kennisplaats.pages.PageCacheMiddleware",  # keeps pages as they go out, compressed
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "kennisplaats.middleware.PermissionsPolicyMiddleware",
    "tools.sessions.middleware.KeyedPagesMiddleware",
    "kennisplaats.middleware.DatabaseFailureMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.PersonalPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # who changed something
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.SecondFactorMiddleware",  # the beheer is for who has one
]

# Templates ----------------------------------------------------------------

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kennisplaats.context.site",
            ],
            "builtins": [
                "django.templatetags.static",
                "kennisplaats.templatetags.portal",
                "knowledge.templatetags.knowledge",
                "tools.reflection.templatetags.reflection",
                "tools.conversation.templatetags.conversation",
            ],
        },
    }
]

# Language and time --------------------------------------------------------

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

# Security -----------------------------------------------------------------

HTTPS = env.bool("HTTPS", default=not DEMO)
SECURE_SSL_REDIRECT = HTTPS
# Operators ask for these two from inside, over http.
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$"]
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
# Preloading binds the whole domain of the municipality for years: not ours to decide.
SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
# A name that browsers accept from this very server only, and over https only.
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kennisplaats.views.forbidden_by_csrf"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # data: for the small arrows in tokens.css
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "accounts.entrance.passwords.LengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.entrance.passwords.OwnWordsValidator"},
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Accounts -----------------------------------------------------------------

# It holds ModelBackend. Beside it every wrong password would be hashed twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:mine"
LOGOUT_REDIRECT_URL = "account_login"
# Whoever has an address below these, has what is there: it goes nowhere.
KEYED_PAGES = ("/reflectie/sessie/", "/gesprekstool/sessie/", "/meedoen/")
# What is about one person: answers below these are never kept anywhere.
PERSONAL_PAGES = (
    "/account/",
    "/mijn/",
    "/beheer/",
    "/praktijkvoorbeelden/insturen/",
    *KEYED_PAGES,
)
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60  # seconds; accounts/entrance/sessions.py ends it sooner
# The cache counts tries to log in. It must be one for all processes, so it is the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "KEY_FUNCTION": "accounts.entrance.shared_cache.make_key",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
ACCOUNT_ADAPTER = "accounts.entrance.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "signup": "20/m/ip",
    # Ours: a mail with the address of a seat, to whoever sits there.
    "session_link": "10/h/ip,1/h/key",
    # Likewise, to confirm that mail about a conversation may come; and what one address gets of it.
    "conversation_wish": "40/h/ip,3/h/key",
    "conversation_wish_to": "5/d/key",
}
_ENTRANCE = "accounts.entrance.forms."
ACCOUNT_FORMS = {
    "add_email": f"{_ENTRANCE}AddEmailForm",
    "change_password": f"{_ENTRANCE}ChangePasswordForm",
    "login": f"{_ENTRANCE}LoginForm",
    "reauthenticate": f"{_ENTRANCE}ReauthenticateForm",
    "reset_password": f"{_ENTRANCE}ResetPasswordForm",
    "reset_password_from_key": f"{_ENTRANCE}ResetPasswordKeyForm",
    "set_password": f"{_ENTRANCE}SetPasswordForm",
    "signup": f"{_ENTRANCE}SignupForm",
}
MFA_ADAPTER = "accounts.entrance.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": f"{_ENTRANCE}ActivateTOTPForm",
    "add_webauthn": f"{_ENTRANCE}AddWebAuthnForm",
    "authenticate": f"{_ENTRANCE}AuthenticateForm",
    "edit_webauthn": f"{_ENTRANCE}EditWebAuthnForm",
    "reauthenticate": f"{_ENTRANCE}ReauthenticateByCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody logs in before their address is confirmed, and a new address must be possible later.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kennisplaats"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are not ours
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Reading a page never writes; when somebody was last there is kept at log-in.
USERSESSIONS_TRACK_ACTIVITY = False

# An account of one's organisation: on when all four are given.
OIDC_NAME = env.str("OIDC_NAME", default="")
OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_CLIENT_ID = env.str("OIDC_CLIENT_ID", default="")
OIDC_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", default="")
SOCIALACCOUNT_ADAPTER = "accounts.entrance.openid.OrganisationAdapter"
SOCIALACCOUNT_FORMS = {
    "disconnect": f"{_ENTRANCE}DisconnectForm",
    "signup": f"{_ENTRANCE}SocialSignupForm",
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address is no proof of who somebody is
SOCIALACCOUNT_PROVIDERS = {}
if OIDC_NAME and OIDC_ISSUER and OIDC_CLIENT_ID and OIDC_CLIENT_SECRET:
    _organisation = {
        "provider_id": "organisatie",
        "name": OIDC_NAME,
        "client_id": OIDC_CLIENT_ID,
        "secret": OIDC_CLIENT_SECRET,
        "settings": {"server_url": OIDC_ISSUER},
    }
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_organisation]}
    }
    # The button is a form, and browsers hold what it redirects to against this rule too.
    SECURE_CSP["form-action"] = [CSP.SELF, "/".join(OIDC_ISSUER.split("/")[:3])]

# Storage ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "static-root"))()
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail ---------------------------------------------------------------------

# A mail is written to the database, with the change it tells of; send_outbox sends it.
SMTP_HOST = env.str("SMTP_HOST", default="")
SMTP_SECURITY = env.str("SMTP_SECURITY", default="starttls")
if SMTP_SECURITY not in {"starttls", "tls", "geen"}:
    sys.exit(f"SMTP_SECURITY is starttls, tls of geen, en niet {SMTP_SECURITY}.")
MAILERS = {
    "default": {"BACKEND": "outbox.backend.EmailBackend"},
    # A demo sends nothing: its curator reads the mails in the beheer.
    "smtp": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if DEMO
    else {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": SMTP_HOST,
            "port": env.int("SMTP_PORT", default=None),
            "username": env.str("SMTP_USER", default=""),
            "password": env.str("SMTP_PASSWORD", default=""),
            "use_tls": SMTP_SECURITY == "starttls",
            "use_ssl": SMTP_SECURITY == "tls",
            "timeout": 20,  # seconds, for each step
        },
    },
}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Kennisplaats <kennisplaats@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Logging ------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "kennisplaats.logs.KeylessFormatter",  # without keys of sessions
            "fmt": "{levelname}{name}{message}",
            "style": "{",
            "timestamp": "time",
            "rename_fields": {"levelname": "level", "name": "logger"},
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": True},
    },
}

# Ours ---------------------------------------------------------------------

# Absolute addresses in metadata and feeds; empty: as the visitor asked.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
# Who answers questions about this portal; shown on the statements.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
# What the portal starts with; an organisation may have content of its own.
CONTENT_DIR = Path(env.str("CONTENT_DIR", default="") or BASE_DIR / "content")
# How much memory each process may use to keep whole pages; 0 keeps none.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MB", default=64) * 1_000_000
