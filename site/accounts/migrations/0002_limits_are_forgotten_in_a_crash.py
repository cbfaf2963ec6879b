from django.db import migrations


class Migration(migrations.Migration):
    """Limits change with every act and are worth nothing after a crash, so they are kept out of
    the write-ahead log; half-empty pages let each change stay on its page, without index work."""

    dependencies = [("accounts", "0001_members_tokens_limits")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE accounts_limit SET UNLOGGED, SET (fillfactor = 50)",
            "ALTER TABLE accounts_limit SET LOGGED, RESET (fillfactor)",
        )
    ]
