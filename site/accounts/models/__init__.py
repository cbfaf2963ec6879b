from accounts.models.limit import Limit
from accounts.models.token import Scope, Token
from accounts.models.user import User, Viewer

__all__ = ["Limit", "Scope", "Token", "User", "Viewer"]
