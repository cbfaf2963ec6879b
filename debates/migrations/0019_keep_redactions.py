"""Redacting words of evidence, checks and remarks, and putting them back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("debates", "0018_keep_splits")]
    operations = []
