from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0020_reminder'),
    ]

    operations = [
        migrations.AddField(
            model_name='conceptproposal',
            name='answer',
            field=models.CharField(blank=True, max_length=300, verbose_name='antwoord'),
        ),
    ]
