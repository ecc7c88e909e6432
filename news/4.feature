Belgian eID cards and Web eID answers can be verified, as plain Python (`collective.eloket.identity.eid`). *Mijn parameters* changes by reading the card anew: `@eloket-parameters`.
