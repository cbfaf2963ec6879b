import accounts.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_members_suspended'),
        ('debates', '0014_keep_sources'),
    ]

    operations = [
        migrations.AddField(
            model_name='argument',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='debates.argument'),
        ),
        migrations.AddField(
            model_name='debate',
            name='holds_newcomers',
            field=models.BooleanField(db_default=False, default=False, verbose_name='hold first arguments until looked at'),
        ),
        migrations.AddField(
            model_name='debate',
            name='is_read_only',
            field=models.BooleanField(db_default=False, default=False, verbose_name='read-only'),
        ),
        migrations.AddField(
            model_name='event',
            name='ruling',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='debates.ruling'),
        ),
        migrations.AddField(
            model_name='notice',
            name='ruling',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.ruling'),
        ),
        migrations.AddField(
            model_name='positionchange',
            name='merge',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='debates.ruling'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='after',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='ruling',
            name='before',
            field=models.JSONField(db_default={}, default=dict),
        ),
        migrations.AddField(
            model_name='ruling',
            name='evidence',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='debates.evidence'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='field',
            field=models.CharField(blank=True, db_default='', max_length=20),
        ),
        migrations.AddField(
            model_name='ruling',
            name='had_voted',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='ruling',
            name='had_written',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='ruling',
            name='member',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='ruling',
            name='part_of',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='debates.ruling'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='debates.ruling'),
        ),
        migrations.AddField(
            model_name='ruling',
            name='until',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='event',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='event',
            name='kind',
            field=models.CharField(choices=[('debate_opened', 'opened the debate'), ('debate_edited', 'edited the debate'), ('debate_closed', 'closed the debate'), ('debate_reopened', 'reopened the debate'), ('member_invited', 'invited a member'), ('member_joined', 'joined by invitation'), ('member_removed', 'removed a member'), ('role_changed', "changed a member's role"), ('argument_posted', 'posted an argument'), ('argument_edited', 'edited an argument'), ('argument_withdrawn', 'withdrew an argument'), ('argument_hidden', 'hid an argument'), ('argument_restored', 'restored an argument'), ('ruled', 'ruled'), ('handed_over', 'handed the debate over'), ('rule_published', 'published a rule'), ('rule_withdrawn', 'withdrew a rule'), ('appeal_made', 'appealed a ruling'), ('appeal_judged', 'judged an appeal'), ('version_redacted', 'redacted a version'), ('evidence_added', 'added evidence'), ('evidence_withdrawn', 'withdrew evidence'), ('evidence_checked', 'checked evidence'), ('check_settled', 'settled a check'), ('check_unsettled', 'opened a settled check anew'), ('source_asked', 'asked for a source'), ('source_retracted', 'marked a source as retracted or corrected'), ('source_reinstated', 'took back that a source was retracted'), ('source_edited', 'edited a source'), ('sources_merged', 'merged two sources'), ('sources_listed', 'added to the bibliography'), ('remark_made', 'made a remark'), ('remark_answered', 'marked a remark as answered'), ('remark_withdrawn', 'withdrew a remark'), ('synthesis_affirmed', 're-affirmed a synthesis'), ('crux_named', 'named a crux'), ('crux_withdrawn', 'withdrew a crux'), ('outcome_stated', 'stated the outcome'), ('outcome_disputed', 'disputed the outcome')], max_length=20),
        ),
        migrations.AlterField(
            model_name='notice',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='notice',
            name='debate',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('supported', 'supported your argument'), ('countered', 'countered your argument'), ('reconciled', 'reconciled your argument in a synthesis'), ('remarked', 'made a remark on your argument'), ('answered', 'marked your remark as answered'), ('cited', 'added evidence to your argument'), ('doubted', 'found something wrong with your evidence'), ('settled', 'settled your check'), ('asked', 'asked for a source for your argument'), ('sourced', 'answered your request for a source'), ('retracted', 'marked a source as retracted or corrected'), ('reinstated', 'took back that a source was retracted'), ('linked', 'linked to your argument'), ('invited', 'invited you to a debate'), ('hidden', 'hid your argument'), ('restored', 'restored your argument'), ('ruled', 'ruled on what concerns you'), ('held', 'holds your argument until it is looked at'), ('upheld', 'acted on what you flagged'), ('dismissed', 'found no breach in what you flagged'), ('appealed', 'appealed a ruling'), ('replied', 'replied to an appeal'), ('judged', 'judged your appeal'), ('appointed', 'made you a moderator'), ('discharged', 'ended your part as a moderator'), ('handed', 'handed the debate over'), ('bridged', 'wrote a synthesis that both sides endorse'), ('outdated', 'changed what a synthesis that you accepted rests on'), ('affirmed', 're-affirmed a synthesis that you accepted'), ('revised', 'revised your synthesis'), ('disputed', 'disputed the outcome of your debate')], max_length=10),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='argument',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='debates.argument'),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='debate',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rulings', to='debates.debate'),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='role',
            field=models.CharField(choices=[('moderator', 'a moderator of this debate'), ('staff', "the site's staff"), ('automatic', 'the site, by itself')], max_length=9),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='rule',
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name='ruling',
            name='verb',
            field=models.CharField(choices=[('hide', 'hid'), ('restore', 'restored'), ('hide_thread', 'hid a whole thread'), ('hide_all', 'hid all that one member wrote since a date'), ('restore_all', 'restored what was hidden together'), ('redact', 'redacted'), ('unredact', 'put back what was redacted'), ('lock', 'locked the thread'), ('unlock', 'unlocked the thread'), ('slow', 'slowed the thread down'), ('unslow', 'let the thread go at its own pace'), ('close', 'closed the debate'), ('reopen', 'reopened the debate'), ('screen', 'holds first arguments until looked at'), ('unscreen', 'no longer holds first arguments'), ('hold', 'held'), ('release', 'let through'), ('move', 'moved'), ('reclassify', 'reclassified'), ('merge', 'merged'), ('separate', 'separated again'), ('split', 'split off'), ('rejoin', 'put back in its debate'), ('warn', 'warned a member'), ('unwarn', 'took a warning back'), ('mute', 'muted a member'), ('unmute', 'let a member speak again'), ('suspend', 'suspended a member'), ('reinstate', 'reinstated a member'), ('mark', 'marked votes of accounts made for one thread'), ('unmark', 'took the mark off the votes')], max_length=11),
        ),
        migrations.CreateModel(
            name='Appeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=2000, verbose_name='why it should be undone')),
                ('made_at', models.DateTimeField(default=accounts.clock.now)),
                ('due_at', models.DateTimeField()),
                ('outcome', models.CharField(blank=True, choices=[('granted', 'granted: the ruling is undone'), ('denied', 'denied: the ruling stands')], max_length=7)),
                ('answer', models.CharField(blank=True, max_length=1000, verbose_name='answer')),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('debate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='appeals', to='debates.debate')),
                ('judged_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='appeals', to='debates.ruling')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['debate', 'due_at'], name='appeals_by_due_date')],
                'constraints': [models.UniqueConstraint(fields=('ruling', 'member'), name='one_appeal_per_ruling_and_member'), models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='an_appeal_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('judged_at', None), ('judged_by', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('answer__regex', '\\S'), ('judged_at__isnull', False), ('judged_by__isnull', False)), _connector='OR'), name='a_judged_appeal_has_an_outcome_and_an_answer')],
            },
        ),
        migrations.CreateModel(
            name='AppealReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_from_moderators', models.BooleanField()),
                ('text', models.CharField(max_length=1000, verbose_name='reply')),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('appeal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='debates.appeal')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'appeal replies',
                'constraints': [models.CheckConstraint(condition=models.Q(('text__regex', '\\S')), name='a_reply_to_an_appeal_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('flagged', 'flagged by members'), ('held', 'held until looked at'), ('noticed', 'noticed by the site')], default='flagged', max_length=7)),
                ('note', models.CharField(blank=True, max_length=280)),
                ('rule', models.CharField(blank=True, max_length=20)),
                ('flags', models.PositiveIntegerField(db_default=0, editable=False)),
                ('urgency', models.PositiveIntegerField(db_default=0, editable=False)),
                ('opened_at', models.DateTimeField(default=accounts.clock.now)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('claimed_until', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('verdict', models.CharField(blank=True, choices=[('upheld', 'acted on'), ('dismissed', 'no breach found'), ('dropped', 'taken back by those who flagged it')], max_length=9)),
                ('argument', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='debates.argument')),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claimed_cases', to=settings.AUTH_USER_MODEL)),
                ('debate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='debates.debate')),
                ('evidence', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='debates.evidence')),
                ('member', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='cases', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='debates.ruling')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at', None)), fields=['debate', '-urgency', 'id'], name='cases_by_urgency'), models.Index(condition=models.Q(('closed_at', None)), fields=['-urgency', 'id'], name='cases_of_the_site_by_urgency')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('argument__isnull', False), ('debate__isnull', False), ('evidence', None), ('member', None)), models.Q(('argument', None), ('debate__isnull', False), ('evidence__isnull', False), ('member', None)), models.Q(('argument', None), ('debate', None), ('evidence', None), ('member__isnull', False)), _connector='OR'), name='a_case_is_about_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('verdict', '')), models.Q(('closed_at__isnull', False), models.Q(('verdict', ''), _negated=True)), _connector='OR'), name='a_closed_case_has_a_verdict'), models.CheckConstraint(condition=models.Q(('claimed_by', None), ('claimed_until__isnull', False), _connector='OR'), name='a_claim_on_a_case_ends'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('argument',), name='one_open_case_per_argument'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('evidence',), name='one_open_case_per_evidence'), models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('member',), name='one_open_case_per_member')],
            },
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=20, verbose_name='rule')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='note')),
                ('raised_at', models.DateTimeField(default=accounts.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='raised', to='debates.case')),
                ('duplicate_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.argument')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='flags', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['member', '-id'], name='flags_of_a_member')],
                'constraints': [models.UniqueConstraint(fields=('case', 'member'), name='one_open_flag_per_member_and_thing')],
            },
        ),
        migrations.CreateModel(
            name='HouseRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, verbose_name='code')),
                ('title', models.CharField(max_length=80, verbose_name='title')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='what it asks of people')),
                ('made_at', models.DateTimeField(default=accounts.clock.now)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('debate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='house_rules', to='debates.debate')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'debate'), name='one_rule_per_code', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('code__in', ['off_topic', 'insult', 'spam', 'personal', 'unlawful', 'false_source', 'heated', 'repeated', 'links', 'newcomer', 'several_claims', 'unclear', 'duplicate', 'needs_source', 'unfair', 'mistake', 'other']), _negated=True), name='a_rule_has_a_code_of_its_own'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='a_rule_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='Ignore',
            fields=[
                ('pk', models.CompositePrimaryKey('member_id', 'ignored_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateTimeField(default=accounts.clock.now)),
                ('ignored', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='ignores', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('member', models.F('ignored')), _negated=True), name='nobody_ignores_themselves')],
            },
        ),
        migrations.CreateModel(
            name='JoinedVote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('had', models.JSONField(null=True)),
                ('has', models.JSONField(null=True)),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='joined_votes', to='debates.ruling')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ruling', 'member'), name='one_joined_vote_per_merge_and_member')],
            },
        ),
        migrations.CreateModel(
            name='Lock',
            fields=[
                ('argument', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='lock', serialize=False, to='debates.argument')),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('debate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='debates.ruling')),
            ],
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('muted', 'muted'), ('suspended', 'suspended')], max_length=9)),
                ('since', models.DateTimeField(default=accounts.clock.now)),
                ('until', models.DateTimeField()),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
                ('debate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to='debates.debate')),
                ('member', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='restrictions', to=settings.AUTH_USER_MODEL)),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='restriction', to='debates.ruling')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'suspended'), _negated=True), ('debate', None), _connector='OR'), name='a_suspension_is_of_the_whole_site'), models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='a_restriction_ends_after_it_begins'), models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('member', 'debate', 'kind'), name='one_restriction_at_a_time', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='Sealed',
            fields=[
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='sealed', serialize=False, to='debates.ruling')),
                ('words', models.JSONField()),
                ('destroyed_after', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Slowing',
            fields=[
                ('argument', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='slowing', serialize=False, to='debates.argument')),
                ('minutes', models.PositiveIntegerField()),
                ('at', models.DateTimeField(default=accounts.clock.now)),
                ('debate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='debates.debate')),
                ('ruling', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='debates.ruling')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='a_slow_thread_waits_minutes_to_a_day')],
            },
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('participant', 'participant'), ('moderator', 'moderator'), ('opener', 'runs it')], default='participant', max_length=11),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('role', 'opener')), fields=('debate',), name='one_member_runs_a_debate'),
        ),
        migrations.AddIndex(
            model_name='argument',
            index=models.Index(condition=models.Q(('merged_into__isnull', False)), fields=['merged_into'], name='arguments_merged'),
        ),
        migrations.AddIndex(
            model_name='ruling',
            index=models.Index(fields=['debate', '-id'], name='rulings_newest_first'),
        ),
        migrations.AddIndex(
            model_name='ruling',
            index=models.Index(condition=models.Q(('part_of', None), ('undoes', None)), fields=['at'], name='rulings_by_time'),
        ),
        migrations.AddIndex(
            model_name='flag',
            index=models.Index(fields=['raised_at'], name='flags_by_time'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['opened_at'], name='cases_by_time'),
        ),
        migrations.AddConstraint(
            model_name='argument',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', models.F('id')), _negated=True), name='an_argument_is_not_merged_into_itself'),
        ),
        migrations.AddConstraint(
            model_name='argument',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), ('hidden_at__isnull', False), _connector='OR'), name='a_merged_argument_is_out_of_view'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by', None), ('role', 'automatic')), models.Q(models.Q(('role', 'automatic'), _negated=True), ('by__isnull', False)), _connector='OR'), name='a_ruling_is_by_somebody_or_the_site'),
        ),
        migrations.AddConstraint(
            model_name='ruling',
            constraint=models.CheckConstraint(condition=models.Q(('debate__isnull', False), ('member__isnull', False), _connector='OR'), name='a_ruling_is_about_something'),
        ),
    ]
