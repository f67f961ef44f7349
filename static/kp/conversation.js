// De Gesprekstool. Elk onderdeel is een blok dat niets doet als het er niet is.
