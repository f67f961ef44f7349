"""From where somebody looks."""

from django.db import models


class Role(models.TextChoices):
    POVERTY = "poverty", "Armoede en schulden"
    HEALTH = "health", "Gezondheid"
    WORK = "work", "Werk en inkomen"
    YOUTH = "youth", "Jeugd of onderwijs"
    FRONT = "front", "Uitvoering"
    PARTNER = "partner", "Partner"
    RESIDENT = "resident", "Inwoner of ervaringsdeskundige"
    BOARD = "board", "Bestuur"
