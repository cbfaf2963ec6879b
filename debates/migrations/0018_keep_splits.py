"""Splitting a thread: all that belongs to it moves to a debate of its own, and back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("debates", "0017_keep_merges")]
    operations = []
