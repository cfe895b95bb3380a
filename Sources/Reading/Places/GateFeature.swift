/// What the gate weighs to tell whether a name in a text is meant as a place.
enum GateFeature: Int, ModelFeature {
    case bias

    // What the gazetteer knows of the name
    case isCountry, isContinent, isRegion, isAdmin1, isAdmin2, isCapital, isCity, isTown
    case onlyVillage, onlyNature, onlySite, onlyUncounted
    case isDemonym, isAbbreviation, onlyAlternate, onlyStripped, onlyOld
    case logPopulation, logPopulationAboveFrequency, logAlternates, logCandidates
    case severalWords, threeWords, extendedByNature, extendedByFacility, genericBehind

    // The word itself
    case dictionaryCommon, dictionaryMiddle, dictionaryRare, dictionaryLevel
    case inLowerCaseElsewhere, allWordsCommon
    case givenName, surname, givenNameFirst, surnameLast, personWordOnly
    case threeLetters, allCapitals, allCapitalsShort, dotted, hasHyphen, nonASCII, arabicScript

    // Before it
    case sentenceStart, sentenceStartDictionary, afterInside, afterAtNear, afterFromTo, afterOf
    case afterOtherPreposition, afterArticle, afterDirection, afterKindOf, afterCapital
    case afterGivenName, afterInitial, afterTitle, afterSmallTitle, afterOrganisation
    case afterHitGlued, afterParticle, afterMovement, afterNumber, afterPlainNoun

    // After it
    case beforeCapital, beforeUnknownCapital, beforeSurname, beforeSaid, beforeOrganisation
    case beforeOrganisationNoCountry, beforeNewspaper, beforeStreet, beforeSmallKind,
        beforeCapitalKind
    case beforePeople, beforeParticiple, beforeAge, beforePersonNoun, beforeHitGlued, beforeNumber
    case possessive, beforeGovernment, beforeInitial
    case afterAccordingTo, schoolOf, bodyOf, beforeAuxiliary, beforeVerb
    case headSchool, headPublicBody, headCompany, headOrganisation, headTitle, beforeLongRun
    case isBloc, namedByKind

    // Around it
    case containerBehind, containedBefore, inBrackets, listed, dateline, quotedCapitals
    case titleLine, bothCapitals, runOfFour

    // The report as a whole
    case logMentions, prepositionShare, logInPersonNames, insideElsewhere, mostlyCapitalNeighbours
    case inOrganisationName, inPersonName
    case containedElsewhere, sayingElsewhere, titledElsewhere, kindElsewhere, partOfLongerName
    case listedWithPerson, ailingShare, ailingElsewhere, namesake, namesakeUnplaced
    // Two things together that say more than each alone
    case plainWord, plainWordPlaced, smallPlaced, smallUnplaced, smallBesideCapital, largePlaced
    case personWordPlaced, abbreviationAfterNumber, commonWordPlaced
    case hyphenBefore, hyphenCapitalAfter, nearTribe

    // Names that the gazetteer does not have
    case unlisted, unlistedGenericLast, unlistedGenericFirst, unlistedInList, street
}

/// What the second gate adds: how well the place found for the name fits the others.
enum FitFeature: Int, ModelFeature {
    case score, confidence, logSum, nearness, countryShare, admin1Share
    case bestCountry, bestWide, bestAdmin1, bestAdmin2, bestCapital, bestCity, bestTown
    case bestVillage, bestNature, bestSite
    case bestOfficial, bestPopulation, container, meanGate, highestGate, thisGate, alone,
        admin1Named
    case weightNear, bestDemonym, noCandidate
    case localUncounted, strangeUncounted
    case sourceLikelihood, sourceUnlikely, sourceNearBest
    case mass, misfit, smallNearness, commonNearness, personNearness, smallCountryShare, besideNear
    case bestSimilar, bestSpelling, similarNearness, similarAlone
}

/// What the resolver weighs to choose among the candidates of a name.
enum ResolverFeature: Int, ModelFeature {
    // Prior
    case country, continent, region, admin1, admin2, capital, city, town, village, nature, site
    case logPopulationCountry, logPopulationAdmin1, logPopulationPopulated, populationLead
    case official, short, demonym, abbreviation, stripped, old
    case uncounted, underThousand, logAlternates, first

    // The words around
    case containerAdmin1, containerCountry, containerAdmin2, containerSame
    case articled
    case countyWord, admin1Word, admin2Word, cityWord, villageWord, waterWord, landWord, siteWord
    case governmentWord, capitalWord, otherKindWord, hamletWordOfCity

    // The report
    case countryNamed, countryNamedShare, admin1Named, admin1NamedShare, otherCountryNamed
    case countryVotes, admin1Votes, admin2Votes, weight30, weight100, weight300, nearness
    case admin2Named, besideNear
    case containsOthers, siblingClass, siblingAdmin1
    case textNear100, textCountry, textAdmin1

    // The other reports of the source
    case sourceCountry, sourceAdmin1, sourceNear, sourceNearTown, sourceSame, sourceUsual

    // Names that only sound alike
    case similar, spelling, similarAlone, similarNear

    // What the caller said
    case inFocus

    // Who acts
    case homeOfGroup
}
