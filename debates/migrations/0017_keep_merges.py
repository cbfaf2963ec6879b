"""Merging two arguments: votes joined, and put back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("debates", "0016_keep_moderation")]
    operations = []
