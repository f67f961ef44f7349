"""Words that say nothing about what a text is about."""

# Folded, as forms of tokens are. Words with a meaning of their own in this field stay out,
# however common they are: "werk", "hulp", "mensen", "samen" and "niet-gebruik" say a lot. Verbs
# that only carry a question along are in ("hoe helpen we", "waar staat"), but not "komen" or
# "houden", which with a particle are another verb: "rondkomen".
_WORDS = """
aan al alle alleen allemaal als alsnog alsof altijd ander andere anderen anders beide ben bent
beter bij bijna bijvoorbeeld binnen bleef blijf blijft blijven boven daar daaraan daarbij daardoor
daarin daarmee daarna daarnaast daarom daarop daarvan daarvoor dan dat de deden deed den der deze
dezelfde die dit doe doen doet door doordat dus echter een eens eerder elk elkaar elke en enige
enkele er eraan erbij erg ermee ervan ervoor etc gaan gaat gaf geef geeft geen geholpen geldt
geven geweest ging haar had hadden heb hebben hebt heeft help helpen helpt hem hen het hetzelfde
hier hierbij hierdoor hiermee hiervoor hij hoe hoelang hoeveel hoewel hun ieder iedere iedereen
iemand iets ik in ineens inmiddels is ja je jij jou jouw jullie kan kon konden krijg krijgen
krijgt kun kunnen kunt laat laten liet lukken lukt maak maakt maar mag maken me mee meer meest
meestal men met mij mijn minder moest moesten moet moeten mogen na naar naast namelijk namens nee
niemand niet niets nog nu of om omdat onder ons onze ooit ook op opeens over overal per sinds snel
soms staan staat steeds stond te tegelijk tegen terecht terwijl tijdens toch toe toen tot totdat
tussen u uit uw vaak van vanaf vanuit vanwege veel verder via volgens voor vooraf vooral waar
waaraan waarbij waardoor waarin waarmee waarom waaronder waarop waarvan waarvoor wanneer want
waren was wat we weer wegens wel welk welke werd werden wie wij wil willen wilt word worden wordt
zal zat ze zeer zei zelf zelfs zich zichzelf zij zijn zit zitten zo zoals zodat zodra zonder zou
zouden zowel zulke zullen zult
"""
STOP_WORDS = frozenset(_WORDS.split())
