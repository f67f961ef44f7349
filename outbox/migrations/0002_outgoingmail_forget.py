from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('outbox', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='outgoingmail',
            name='forget',
            field=models.BooleanField(default=False, editable=False, verbose_name='daarna wissen'),
        ),
    ]
