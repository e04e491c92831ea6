"""Django settings. Everything that differs between places is an environment variable."""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from vinhdanh.config import doors, papers
from vinhdanh.config import environment as env
from vinhdanh.config.mail import mail_server, site_address
from vinhdanh.foundation.kernel import logs

BASE = Path(__file__).resolve().parents[1]
DATA = env.data_folder()
DEBUG = env.flag("VINHDANH_DEBUG")
DEMO = env.flag("VINHDANH_DEMO")
FIXED_NOW = os.environ.get("VINHDANH_NOW", "")


def _secret() -> str:
    value = os.environ.get("VINHDANH_SECRET_KEY", "")
    kept = DATA / "secret"
    if not value and kept.is_file():
        value = kept.read_text().strip()
    if not value:
        raise ImproperlyConfigured(
            "VINHDANH_SECRET_KEY is not set and the data folder holds no secret. "
            "Start the program with ./run, which makes one, or set the variable."
        )
    return value


SECRET_KEY = _secret()
# Keys of before: what was stored under them can still be read.
SECRET_KEY_FALLBACKS = env.words("VINHDANH_SECRET_KEY_OLD")
ALLOWED_HOSTS = env.words("VINHDANH_HOSTS", "localhost,127.0.0.1,[::1]")
HTTPS = env.flag("VINHDANH_HTTPS")
CSRF_TRUSTED_ORIGINS = env.origins("VINHDANH_ORIGINS", ALLOWED_HOSTS, https=HTTPS)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "django_htmx",
    # Without its own set-up of template loaders: ours finds templates of this package only.
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "vinhdanh.foundation.audit",
    "vinhdanh.foundation.files",
    "vinhdanh.foundation.jobs",
    "vinhdanh.foundation.calendars",
    "vinhdanh.foundation.mail",
    "vinhdanh.foundation.limits",
    "vinhdanh.engines.workflow",
    "vinhdanh.engines.previews",
    "vinhdanh.domain.organisations",
    "vinhdanh.domain.access",
    "vinhdanh.domain.notices",
    "vinhdanh.domain.obligations",
    "vinhdanh.domain.papers",
    "vinhdanh.domain.certificates",
    "vinhdanh.domain.people",
    "vinhdanh.domain.registry",
    "vinhdanh.domain.imports",
    "vinhdanh.domain.planning",
    "vinhdanh.domain.catalogue",
    "vinhdanh.domain.eligibility",
    "vinhdanh.domain.flows",
    "vinhdanh.interfaces.office",
    "vinhdanh.interfaces.portal",
]

MIDDLEWARE = [
    "vinhdanh.interfaces.office.middleware.TraceMiddleware",
    "vinhdanh.interfaces.office.watching.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "vinhdanh.interfaces.office.middleware.BodyLimitMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "vinhdanh.interfaces.office.middleware.ScopeMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vinhdanh.interfaces.office.signing.middleware.SigningMiddleware",
    "axes.middleware.AxesMiddleware",
    "vinhdanh.interfaces.office.viewing.ViewAsMiddleware",
]
BODY_LIMIT_BYTES = 120_000_000

ROOT_URLCONF = "vinhdanh.config.urls"
WSGI_APPLICATION = "vinhdanh.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "vinhdanh.interfaces.office.loaders.OwnTemplates",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "vinhdanh.interfaces.office.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vinhdanh.interfaces.office.context.shell",
            ],
        },
    }
]

COTTON_ISOLATE_BY_DEFAULT = True

DATABASES = {"default": env.database(os.environ.get("DATABASE_URL", "postgresql:///vinhdanh"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DISABLE_SERVER_SIDE_CURSORS = True

AUTH_USER_MODEL = "access.User"
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "welcome"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = [
    # First: whoever is locked out is turned away even with the right password.
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
SECOND_FACTOR_ROLES = doors.second_factor_roles(real=HTTPS and not DEMO)
TRUSTED_PROXIES = env.number("VINHDANH_PROXIES", 0)
IDENTITY = doors.identity()

AXES_HANDLER = "vinhdanh.interfaces.office.signing.locks.Locks"
AXES_LOCKOUT_CALLABLE = "vinhdanh.interfaces.office.signing.locks.locked_out"
AXES_CLIENT_IP_CALLABLE = "vinhdanh.interfaces.office.signing.visits.client_address"
AXES_FAILURE_LIMIT = 5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "next", "csrfmiddlewaretoken"]
# An office often has one address for all its desks, so an address may fail more often than one name.
ADDRESS_FAILURE_LIMIT = 50

ACCOUNT_ADAPTER = "vinhdanh.interfaces.office.signing.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "vinhdanh.interfaces.office.signing.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Vinh Danh"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "vinhdanh.interfaces.office.signing.adapters.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS = (
    {"openid_connect": {"APPS": [IDENTITY.as_allauth_app()]}} if IDENTITY is not None else {}
)

CACHES = {
    "default": {
        # In the database: a used one-time code is used for every process.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}

LANGUAGE_CODE = "vi"
# One language: the sentences of libraries must not turn English in a browser that prefers it.
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
DATE_FORMAT = "d/m/Y"

STATIC_URL = "/static/"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE / "assets"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILES = papers.files(DATA)
FILE_STORE = FILES.folder
ANCHORS = papers.anchors(DATA)
SIGNING = papers.signing(DATA)
SAMPLES = DATA / "samples"
# Django spools above this to disk; the reader gets bytes in a limited process anyway.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# A list of a thousand units can be chosen whole.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
MAIL_SERVER = mail_server()
SITE_ADDRESS = site_address()
# Addresses that letters and copied words hold; the routes of the same names lead there.
NOTICE_ADDRESS = SITE_ADDRESS + "/tin/{}/"
SHORT_ADDRESS = SITE_ADDRESS + "/v/{}"
# What looks whether a site is prepared needs no job (``interfaces/cli/preparation``).
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "" if os.environ.get("VINHDANH_JOBS") == "later" else "jobs"
CSRF_FAILURE_VIEW = "vinhdanh.interfaces.office.views.system.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

METRICS_TOKEN = os.environ.get("VINHDANH_METRICS_TOKEN", "").strip()
BACKUPS = env.backups_folder()
BACKUP_HOURS = env.number("VINHDANH_BACKUP_HOURS", 26, least=1)
LEAST_FREE_MB = env.number("VINHDANH_LEAST_FREE_MB", 1_000)

LOG_FORMAT = env.choice("VINHDANH_LOG_FORMAT", logs.FORMS, "text" if DEBUG or DEMO else "json")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOGGING = logs.settings(
    form=LOG_FORMAT,
    level=env.choice("VINHDANH_LOG", LOG_LEVELS, "WARNING"),
    requests=env.flag("VINHDANH_LOG_REQUESTS", default=True),
)
