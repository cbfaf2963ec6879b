"""Sources as CSL-JSON; what only private debates cite becomes theirs."""

from django.db import migrations

from debates.text import title_key

CSL_TYPES = {
    "study": "article-journal",
    "review": "review",
    "data_set": "dataset",
    "statistic": "dataset",
    "article": "article-newspaper",
    "book": "book",
    "law": "legislation",
    "testimony": "interview",
    "essay": "article-magazine",
}


def describe(apps, schema_editor):
    Source = apps.get_model("debates", "Source")
    Evidence = apps.get_model("debates", "Evidence")
    for source in Source.objects.iterator():
        source.csl = {"type": CSL_TYPES.get(source.kind, "document"), "title": source.title}
        source.csl |= {"URL": source.url} if source.url else {}
        source.csl |= {"DOI": source.doi} if source.doi else {}
        source.words = title_key(source.title)
        citing = Evidence.objects.filter(source=source).order_by("debate").distinct("debate")
        debates = list(citing.values_list("debate", "debate__visibility"))
        private = [debate for debate, visibility in debates if visibility == "private"]
        if private and len(private) == len(debates):
            source.debate_id = private[0]
        source.save()


class Migration(migrations.Migration):
    dependencies = [("debates", "0011_evidence_checked_by_people")]
    operations = [migrations.RunPython(describe, migrations.RunPython.noop)]
