"""Subjects by the words of their names, in the order of lists; triggers keep them as subjects change."""

from django.db import migrations, models

# Of an insert all rows at once: lists bring thousands. A renaming is one row, and what else changes in a
# subject does not reach the function.
_FORWARD = """
ALTER TABLE people_subjectword ALTER COLUMN word SET STATISTICS 1000;
CREATE FUNCTION people_words_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO people_subjectword (word, sort_key, subject_id)
    SELECT DISTINCT word, sort_key, id FROM fresh, string_to_table(words, ' ') word
    WHERE merged_into_id IS NULL AND word <> '' ORDER BY word, sort_key, id;
    RETURN NULL;
END $$;
CREATE FUNCTION people_words_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM people_subjectword WHERE word = ANY (string_to_array(OLD.words, ' '))
        AND sort_key = OLD.sort_key AND subject_id = OLD.id;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO people_subjectword (word, sort_key, subject_id)
        SELECT DISTINCT word, NEW.sort_key, NEW.id FROM string_to_table(NEW.words, ' ') word
        WHERE NEW.merged_into_id IS NULL AND word <> '';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER people_words_added AFTER INSERT ON people_subject
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION people_words_added();
CREATE TRIGGER people_words_changed AFTER UPDATE ON people_subject FOR EACH ROW
    WHEN ((OLD.words, OLD.sort_key, OLD.merged_into_id IS NULL)
        IS DISTINCT FROM (NEW.words, NEW.sort_key, NEW.merged_into_id IS NULL))
    EXECUTE FUNCTION people_words_changed();
CREATE TRIGGER people_words_gone AFTER DELETE ON people_subject
    FOR EACH ROW EXECUTE FUNCTION people_words_changed();
INSERT INTO people_subjectword (word, sort_key, subject_id)
SELECT DISTINCT word, sort_key, id FROM people_subject, string_to_table(words, ' ') word
WHERE merged_into_id IS NULL AND word <> '' ORDER BY word, sort_key, id;
"""
_BACKWARD = """
DROP TRIGGER people_words_gone ON people_subject;
DROP TRIGGER people_words_changed ON people_subject;
DROP TRIGGER people_words_added ON people_subject;
DROP FUNCTION people_words_changed();
DROP FUNCTION people_words_added();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_walking'),
    ]

    operations = [
        migrations.CreateModel(
            name='SubjectWord',
            fields=[
                ('pk', models.CompositePrimaryKey('word', 'sort_key', 'subject_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('word', models.CharField(db_collation='C', editable=False, max_length=600)),
                ('sort_key', models.CharField(db_collation='C', editable=False, max_length=300)),
                ('subject_id', models.UUIDField(editable=False)),
            ],
        ),
        migrations.RunSQL(_FORWARD, _BACKWARD),
    ]
