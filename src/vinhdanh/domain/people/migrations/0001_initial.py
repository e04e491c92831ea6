import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import vinhdanh.foundation.kernel.clock
import vinhdanh.foundation.kernel.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.UUIDField(default=vinhdanh.foundation.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('individual', 'Cá nhân'), ('collective', 'Tập thể'), ('household', 'Hộ gia đình')], max_length=10, verbose_name='loại')),
                ('code', models.CharField(blank=True, max_length=60, verbose_name='mã trong danh sách nguồn')),
                ('name', models.CharField(max_length=255, verbose_name='tên')),
                ('folded', models.CharField(editable=False, max_length=255)),
                ('words', models.CharField(editable=False, max_length=600)),
                ('vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('words', config='simple'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=300)),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), blank=True, default=list, size=None)),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='ngày thành lập')),
                ('path', models.CharField(db_collation='C', editable=False, max_length=200)),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('created_at', models.DateTimeField(default=vinhdanh.foundation.kernel.clock.now, editable=False)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                ('head', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.subject')),
                ('merged_into', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.subject')),
                ('own_body', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
            ],
            options={
                'ordering': ('sort_key', 'id'),
                'indexes': [
                    models.Index(fields=['sort_key', 'id'], name='subject_sorted'),
                    models.Index(fields=['path', 'sort_key', 'id'], name='subject_place'),
                    models.Index(fields=['folded'], name='subject_folded'),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['keys'], name='subject_keys'),
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['vector'], name='subject_words'),
                ],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('code', ''), _negated=True), fields=('code',), name='subject_code_once'),
                    models.CheckConstraint(condition=models.Q(('own_body__isnull', True), ('kind', 'collective'), _connector='OR'), name='subject_body_is_collective'),
                    models.CheckConstraint(condition=models.Q(('head__isnull', True), ('kind', 'household'), _connector='OR'), name='subject_head_of_household'),
                    models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='subject_not_into_itself'),
                ],
            },
        ),
        migrations.CreateModel(
            name='IdNumber',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='id_number', serialize=False, to='people.subject')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('last', models.CharField(editable=False, max_length=3)),
            ],
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=vinhdanh.foundation.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('employer', models.CharField(blank=True, max_length=255, verbose_name='nơi công tác')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='chức vụ')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='từ ngày')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='đến trước ngày')),
                ('leader', models.BooleanField(default=False, verbose_name='lãnh đạo, quản lý')),
                ('main', models.BooleanField(default=True, verbose_name='nơi công tác chính')),
                ('body', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.body')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='people.subject')),
            ],
            options={
                'ordering': ('-valid_from', '-id'),
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('valid_from__isnull', True), ('valid_to__isnull', True), ('valid_to__gt', models.F('valid_from')), _connector='OR'), name='post_period_ordered'),
                    models.CheckConstraint(condition=models.Q(('body__isnull', False), models.Q(('employer', ''), _negated=True), _connector='OR'), name='post_somewhere'),
                    models.UniqueConstraint(fields=('subject', 'body', 'employer', 'title', 'valid_from'), name='post_once', nulls_distinct=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='SubjectName',
            fields=[
                ('id', models.UUIDField(default=vinhdanh.foundation.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('use', models.CharField(choices=[('other', 'Tên gọi khác'), ('former', 'Tên cũ'), ('written', 'Cách viết trên giấy tờ')], default='other', max_length=10)),
                ('text', models.CharField(max_length=255, verbose_name='tên')),
                ('folded', models.CharField(editable=False, max_length=255)),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='nguồn')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='people.subject')),
            ],
            options={
                'indexes': [
                    models.Index(fields=['folded'], name='subjectname_folded'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('subject', 'text'), name='subjectname_once'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('subject', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='person', serialize=False, to='people.subject')),
                ('sex', models.CharField(blank=True, choices=[('female', 'Nữ'), ('male', 'Nam')], max_length=6, verbose_name='giới tính')),
                ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='năm sinh')),
                ('born_on', models.DateField(blank=True, null=True, verbose_name='ngày sinh')),
                ('ethnicity', models.CharField(blank=True, max_length=40, verbose_name='dân tộc')),
                ('ethnic_minority', models.BooleanField(null=True, verbose_name='dân tộc thiểu số')),
                ('direct_worker', models.BooleanField(null=True, verbose_name='trực tiếp lao động, sản xuất, công tác')),
                ('leader', models.BooleanField(null=True, verbose_name='lãnh đạo, quản lý')),
                ('party_managed', models.BooleanField(null=True, verbose_name='cấp ủy quản lý')),
                ('served_since', models.DateField(blank=True, null=True, verbose_name='công tác từ ngày')),
                ('died_on', models.DateField(blank=True, null=True, verbose_name='ngày mất')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('birth_year__isnull', True), ('birth_year__range', (1850, 2100)), _connector='OR'), name='person_birth_year'),
                    models.CheckConstraint(condition=models.Q(('born_on__isnull', True), ('born_on__year', models.F('birth_year')), _connector='OR'), name='person_birth_agrees'),
                ],
            },
        ),
    ]
