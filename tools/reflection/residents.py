"""How to work with residents: the same for every exercise."""

HOUSE_RULES = (
    "Vraag toestemming en vertel waarvoor je iemands verhaal gebruikt.",
    "Betaal of vergoed de tijd en de reiskosten.",
    "Spreek vooraf af wat er met het verhaal gebeurt.",
    "Bied een gesprek vooraf en een gesprek achteraf aan.",
    "Laat altijd weten wat ermee gedaan is.",
    "Nodig nooit één inwoner alleen uit tegenover een groep professionals.",
)
