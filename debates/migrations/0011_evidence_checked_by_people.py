import accounts.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_limits_are_forgotten_in_a_crash'),
        ('accounts', '__first__'),
        ('debates', '0010_keep_sides_cruxes_and_outcomes'),
    ]

    operations = [
        migrations.CreateModel(
            name='File',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('png', 'PNG picture'), ('jpeg', 'JPEG picture'), ('csv', 'CSV table')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=100)),
                ('kept_at', models.DateTimeField(default=accounts.clock.now)),
            ],
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('pk', models.CompositePrimaryKey('evidence_id', 'member_id', 'question', blank=True, editable=False, primary_key=True, serialize=False)),
                ('question', models.CharField(choices=[('quote', 'The quote is there'), ('claim', 'It shows what is claimed'), ('independence', 'The source is independent of its subject')], max_length=12)),
                ('is_yes', models.BooleanField()),
                ('because', models.CharField(blank=True, max_length=280, verbose_name='why not')),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_because', models.CharField(blank=True, max_length=280, verbose_name='reason')),
                ('debate', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('evidence', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='debates.evidence')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('pk', models.CompositePrimaryKey('debate_id', 'member_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('debate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('pk', models.CompositePrimaryKey('member_id', 'file_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to='debates.file')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Identifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('url', 'Address'), ('doi', 'DOI'), ('isbn', 'ISBN'), ('arxiv', 'arXiv'), ('pmid', 'PubMed'), ('words', 'Title, author and year')], max_length=5)),
                ('value', models.CharField(max_length=2000)),
                ('debate', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifiers', to='debates.source')),
            ],
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('bibtex', 'BibTeX'), ('csl', 'CSL-JSON')], max_length=6)),
                ('text', models.TextField(blank=True)),
                ('made_at', models.DateTimeField(default=accounts.clock.now)),
                ('total', models.PositiveIntegerField(null=True)),
                ('done', models.PositiveIntegerField(default=0)),
                ('listed', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(default=list)),
                ('ended_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('debate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='intakes', to='debates.debate')),
            ],
        ),
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('pk', models.CompositePrimaryKey('debate_id', 'source_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField(default=accounts.clock.now)),
                ('added_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('debate', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='listings', to='debates.source')),
            ],
        ),
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('member', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='quota', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('used', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Retraction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('retracted', 'Retracted'), ('corrected', 'Corrected')], max_length=9, verbose_name='what happened')),
                ('url', models.CharField(max_length=2000, verbose_name='where it says so')),
                ('because', models.CharField(blank=True, max_length=280, verbose_name='why')),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='retractions', to='debates.source')),
                ('undone_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SourceRequest',
            fields=[
                ('pk', models.CompositePrimaryKey('argument_id', 'member_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('asked_at', models.DateTimeField(default=accounts.clock.now)),
                ('answered_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answers', to='debates.evidence')),
                ('argument', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='source_requests', to='debates.argument')),
                ('debate', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('source', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='suggestion', serialize=False, to='debates.source')),
                ('asked_at', models.DateTimeField(default=accounts.clock.now)),
                ('csl', models.JSONField(null=True)),
                ('found_at', models.DateTimeField(null=True)),
                ('problem', models.CharField(blank=True, max_length=200, verbose_name='why nothing was found')),
                ('asked_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddField(
            model_name='evidence',
            name='accessed_on',
            field=models.DateField(blank=True, null=True, verbose_name='read on'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='archive_url',
            field=models.CharField(blank=True, db_default='', max_length=2000, verbose_name='archived copy'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='claim_no',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='claim_yes',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='independence_no',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='independence_yes',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='quote_no',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='quote_yes',
            field=models.PositiveIntegerField(db_default=0, editable=False),
        ),
        migrations.AddField(
            model_name='evidence',
            name='status',
            field=models.CharField(choices=[('unchecked', 'Unchecked'), ('checked', 'Checked'), ('disputed', 'Disputed')], db_default='unchecked', editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name='source',
            name='csl',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='source',
            name='debate',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sources', to='debates.debate'),
        ),
        migrations.AddField(
            model_name='source',
            name='merged_into',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='debates.source'),
        ),
        migrations.AddField(
            model_name='source',
            name='reference',
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name='source',
            name='standing',
            field=models.CharField(blank=True, choices=[('retracted', 'Retracted'), ('corrected', 'Corrected')], db_default='', editable=False, max_length=9),
        ),
        migrations.AddField(
            model_name='source',
            name='words',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='tally',
            name='needs_source',
            field=models.PositiveIntegerField(db_default=0),
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('debate_opened', 'opened the debate'), ('debate_edited', 'edited the debate'), ('debate_closed', 'closed the debate'), ('debate_reopened', 'reopened the debate'), ('member_invited', 'invited a member'), ('member_joined', 'joined by invitation'), ('member_removed', 'removed a member'), ('role_changed', "changed a member's role"), ('argument_posted', 'posted an argument'), ('argument_edited', 'edited an argument'), ('argument_withdrawn', 'withdrew an argument'), ('argument_hidden', 'hid an argument'), ('argument_restored', 'restored an argument'), ('version_redacted', 'redacted a version'), ('evidence_added', 'added evidence'), ('evidence_withdrawn', 'withdrew evidence'), ('evidence_checked', 'checked evidence'), ('check_settled', 'settled a check'), ('source_asked', 'asked for a source'), ('source_retracted', 'marked a source as retracted or corrected'), ('source_reinstated', 'took back that a source was retracted'), ('sources_merged', 'merged two sources'), ('sources_listed', 'added to the bibliography'), ('remark_made', 'made a remark'), ('remark_answered', 'marked a remark as answered'), ('remark_withdrawn', 'withdrew a remark'), ('synthesis_affirmed', 're-affirmed a synthesis'), ('crux_named', 'named a crux'), ('crux_withdrawn', 'withdrew a crux'), ('outcome_stated', 'stated the outcome'), ('outcome_disputed', 'disputed the outcome')], max_length=20),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('supported', 'supported your argument'), ('countered', 'countered your argument'), ('reconciled', 'reconciled your argument in a synthesis'), ('remarked', 'made a remark on your argument'), ('answered', 'marked your remark as answered'), ('cited', 'added evidence to your argument'), ('doubted', 'found something wrong with your evidence'), ('settled', 'settled your check'), ('asked', 'asked for a source for your argument'), ('sourced', 'answered your request for a source'), ('retracted', 'marked a source as retracted or corrected'), ('reinstated', 'took back that a source was retracted'), ('linked', 'linked to your argument'), ('invited', 'invited you to a debate'), ('hidden', 'hid your argument'), ('restored', 'restored your argument'), ('bridged', 'wrote a synthesis that both sides endorse'), ('outdated', 'changed what a synthesis that you accepted rests on'), ('affirmed', 're-affirmed a synthesis that you accepted'), ('revised', 'revised your synthesis'), ('disputed', 'disputed the outcome of your debate')], max_length=10),
        ),
        migrations.AlterField(
            model_name='staleness',
            name='why',
            field=models.CharField(choices=[('reworded', 'was reworded'), ('hidden', 'was hidden'), ('withdrawn', 'was withdrawn'), ('retracted', 'rests on a source that was retracted'), ('corrected', 'rests on a source that was corrected')], max_length=9),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(fields=['words'], name='sources_by_title'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(condition=models.Q(('reference', '')), fields=['id'], name='sources_without_a_reference'),
        ),
        migrations.AddIndex(
            model_name='source',
            index=models.Index(condition=models.Q(('standing', ''), _negated=True), fields=['standing'], name='sources_that_fell'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['study', 'review', 'data_set', 'statistic', 'article', 'book', 'law', 'testimony', 'essay', 'other'])), name='a_source_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='a_source_is_not_its_own_duplicate'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 10485760)), name='a_file_fits'),
        ),
        migrations.AddConstraint(
            model_name='file',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'png', 'jpeg', 'csv'])), name='a_file_is_of_a_known_kind'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='debates.file'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(fields=('id', 'debate'), name='evidence_is_of_one_debate'),
        ),
        migrations.AddConstraint(
            model_name='quota',
            constraint=models.CheckConstraint(condition=models.Q(('used__lte', 104857600)), name='files_of_a_member_fit_their_quota'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('question__in', ['quote', 'claim', 'independence'])), name='a_check_answers_a_known_question'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('is_yes', True), ('because__regex', '\\S'), _connector='OR'), name='a_no_says_why'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('settled_because', ''), ('settled_by', None)), models.Q(('is_yes', False), ('settled_at__isnull', False), ('settled_because__regex', '\\S'), ('settled_by__isnull', False)), _connector='OR'), name='only_a_no_is_settled_and_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='identifier',
            constraint=models.UniqueConstraint(fields=('scheme', 'value', 'debate'), name='one_source_per_identifier', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('source',), name='one_standing_retraction_per_source'),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['retracted', 'corrected'])), name='a_retraction_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.CheckConstraint(condition=models.Q(('url__regex', '^https?://')), name='a_retraction_says_where'),
        ),
        migrations.AddConstraint(
            model_name='retraction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='what_is_undone_says_by_whom'),
        ),
        migrations.AddIndex(
            model_name='evidence',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['debate', '-id'], name='evidence_newest_first'),
        ),
        migrations.AddIndex(
            model_name='sourcerequest',
            index=models.Index(condition=models.Q(('answered_by', None)), fields=['debate', 'argument'], name='open_source_requests'),
        ),
    ]
