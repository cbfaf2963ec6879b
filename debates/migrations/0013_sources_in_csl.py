"""Title, address and DOI are read from the CSL-JSON by the database itself."""

import django.db.models.fields.json
import django.db.models.functions.comparison
from django.db import migrations, models



def keep_apart(apps, schema_editor):
    """A private debate's own copy of what another private debate cites too."""
    Source = apps.get_model("debates", "Source")
    Evidence = apps.get_model("debates", "Evidence")
    for source in Source.objects.exclude(debate=None):
        others = Evidence.objects.filter(source=source).exclude(debate=source.debate_id)
        for debate in sorted(set(others.values_list("debate", flat=True))):
            own = Source.objects.create(
                debate_id=debate,
                csl=source.csl,
                kind=source.kind,
                words=source.words,
                added_by_id=source.added_by_id,
                added_at=source.added_at,
            )
            Evidence.objects.filter(source=source, debate=debate).update(source=own)


class Migration(migrations.Migration):

    dependencies = [
        ('debates', '0012_describe_sources'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='source',
            name='one_source_per_address',
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='one_source_per_doi',
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='a_source_can_be_found',
        ),
        migrations.RemoveConstraint(
            model_name='source',
            name='a_source_has_a_title',
        ),
        migrations.RemoveField(
            model_name='source',
            name='doi',
        ),
        migrations.RemoveField(
            model_name='source',
            name='title',
        ),
        migrations.RemoveField(
            model_name='source',
            name='url',
        ),
        migrations.AddField(
            model_name='source',
            name='doi',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('DOI', 'csl'), models.Value(''), output_field=models.TextField()), output_field=models.CharField(max_length=200)),
        ),
        migrations.AddField(
            model_name='source',
            name='title',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('title', 'csl'), models.Value(''), output_field=models.TextField()), output_field=models.CharField(max_length=300)),
        ),
        migrations.AddField(
            model_name='source',
            name='url',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce(django.db.models.fields.json.KeyTextTransform('URL', 'csl'), models.Value(''), output_field=models.TextField()), output_field=models.CharField(max_length=2000)),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='a_source_has_a_title'),
        ),
        migrations.RunPython(keep_apart, migrations.RunPython.noop),
    ]
