"""Who may do what, in which state: docs/permissions.md, walked cell by cell on both faces."""
