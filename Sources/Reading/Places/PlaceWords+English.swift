extension PlaceWords {
    /// Words in their folded form. A word may be in several classes.
    static let englishLists: [(WordClass, String)] = [
        (.inside, "in inside within across throughout"),
        (.atNear, "at near outside around off beside beyond nearby surrounding opposite"),
        (.fromTo, "from to toward towards into via through leaving reach reached entering"),
        (.of, "of"),
        (
            .otherPreposition,
            "on over along between against between for with by under above into onto upon"
        ),
        (.article, "the a an this that these those its their his her our my your"),
        (.conjunction, "and or & plus"),
        (
            .function,
            """
            i he she it we they you him them us me who whom whose which what when where why how there here then than
            not no yes but if because while although though however also so as is are was were be been being am has have
            had do does did will would can could may might must shall should the a an this that these those and or of in
            on at to from by for with about after before during until since into over under between against all any both
            each few more most other some such only own same too very just now even still yet once one two three four five
            six seven eight nine ten many much several another every either neither none nothing its his her their our my
            your according more meanwhile earlier later today yesterday tomorrow tonight thursday's
            ive weve youve theyve im youre theyre shes hes dont didnt doesnt isnt wasnt cant couldnt
            """
        ),
        (
            .direction,
            """
            north south east west northern southern eastern western northeast northwest southeast southwest
            northeastern northwestern southeastern southwestern central upper lower greater downtown rural
            northernmost southernmost mid
            """
        ),
        (
            .title,
            """
            mr mrs ms miss dr prof professor sir lady lord dame rev reverend fr father sister brother rabbi imam sheikh
            shaikh sheik mullah ayatollah bishop archbishop cardinal pope pastor gen general lt lieutenant col colonel
            maj major capt captain sgt sergeant cpl corporal pvt private adm admiral cmdr commander brig brigadier
            president vice premier prime minister secretary senator sen representative rep congressman congresswoman
            governor gov mayor judge justice attorney ambassador chancellor king queen prince princess emperor sultan
            emir chief chairman chairwoman chairperson director spokesman spokeswoman spokesperson deputy officer
            detective inspector constable sheriff coach manager captain analyst editor reporter correspondent author
            economist lawyer actor actress singer activist journalist photographer midfielder striker goalkeeper
            quarterback forward defender commissioner coroner superintendent principal trooper marshal
            """
        ),
        (.honorific, "mr mrs ms miss dr sir prof rev sgt lt col gen maj capt"),
        (
            .kinship,
            "son daughter wife husband father mother brother sister uncle aunt cousin nephew grandson widow"
        ),
        (
            .organisation,
            """
            police university college school institute academy ministry department army navy force forces guard guards
            agency authority bank party council committee commission congress parliament senate court association federation
            union league club fc united athletic rovers wanderers church hospital clinic company corporation corp co inc
            ltd llc plc group holdings foundation society organisation organization service services front movement brigade
            division battalion regiment corps command office bureau board team airlines airways railway systems industries
            center centre network coalition alliance program programme project fund trust museum library theatre theater
            orchestra chamber festival games cup open marathon treaty accord agreement convention declaration conference summit
            act law accords protocol eagles tigers lions bears cardinals giants raiders wildcats bulldogs
            hotel restaurant cafe media radio television tv broadcasting observatory watch relief rescue
            """
        ),
        (.school, "university college school schools institute academy elementary polytechnic"),
        (
            .publicBody,
            """
            police council court courts parliament senate congress assembly ministry department army government sheriff
            commission authority authorities fire rescue board municipality legislature office bureau agency chamber
            """
        ),
        (
            .company,
            """
            company corporation corp co inc ltd llc plc group holdings bank airlines airways systems industries brewing
            motors energy petroleum oil hotel restaurant insurance laboratories
            """
        ),
        (.auxiliary, "is was are were has had have will would can could may might must did does"),
        (.naming, "called named known"),
        (
            .ailment,
            """
            virus viruses disease diseases fever flu influenza syndrome strain strains outbreak epidemic
            infection infections encephalitis haemorrhagic hemorrhagic vaccine bacterium pneumonia cases
            """
        ),
        (
            .newspaper,
            """
            times post journal herald tribune gazette observer guardian independent telegraph mail chronicle star sun
            news press standard express examiner mirror courier register monitor daily weekly review magazine today
            reporter dispatch bulletin presse agence inquirer advertiser globe leader citizen record argus echo
            """
        ),
        (
            .water,
            """
            river lake sea ocean bay gulf creek strait straits canal reservoir stream channel sound lagoon falls
            waterfall basin spring springs harbor harbour estuary delta wadi nahr rivers lakes
            """
        ),
        (
            .land,
            """
            mountain mountains mount mt hill hills valley desert plain plains island islands isle peninsula cape
            forest forests coast beach canyon ridge range plateau pass heights jabal jebel highlands steppe glacier
            volcano woods wilderness prairie swamp marsh marshes rainforest jungle point oasis
            """
        ),
        (
            .facility,
            """
            airport airfield bridge park square stadium station hotel mosque museum cemetery tower mall market
            hospital cathedral church temple shrine palace castle fort fortress monument zoo arena hall gate terminal
            building plaza garden gardens campus farm ranch mine quarry tunnel
            """
        ),
        (
            .site,
            """
            dam barrage base airbase prison jail penitentiary refinery oilfield gasfield camp garrison port crossing checkpoint
            outpost barracks plant pipeline field
            """
        ),
        (
            .street,
            "street st road rd avenue ave boulevard blvd lane drive highway route way alley terrace"
        ),
        (.roadWord, "street st road rd avenue ave boulevard blvd drive lane parkway"),
        (
            .admin1Word,
            "province governorate state region oblast prefecture department territory emirate republic krai voivodeship canton provinces states governorates muhafazat muhafadhat"
        ),
        (
            .admin2Word,
            "district county municipality subdistrict parish raion rayon township borough arrondissement districts counties commune nahiyat nahiya nahiyah qada qadha qaza markaz"
        ),
        (.countyWord, "county counties parish"),
        (.cityWord, "city town capital cities towns municipality metropolis"),
        (.capitalWord, "capital"),
        (
            .villageWord,
            "village villages hamlet hamlets neighborhood neighbourhood suburb suburbs quarter area outskirts settlement community neighborhoods neighbourhoods mintaqat mantiqat hayy qaryat"
        ),
        (
            .arabicKind,
            """
            muhafazat muhafadhat nahiyat nahiya nahiyah qada qadha qaza markaz mintaqat mantiqat hayy qaryat
            """
        ),
        (.hamlet, "village villages hamlet hamlets"),
        (
            .said,
            """
            said says told tells added wrote writes announced argued claimed explained noted insisted warned asked
            replied recalled stated testified declared denied confirmed thinks believes
            """
        ),
        (
            .calendar,
            """
            january february march april may june july august september october november december jan feb mar apr
            jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed
            thu fri sat ramadan easter christmas
            """
        ),
        (
            .connector,
            """
            of the and de la le les del della dei di da do dos das du el los las al ar as ash at ad an az ez ed es et
            y e on upon in am der den der von van sur sous en au aux bin ibn bani beni i
            """
        ),
        (
            .nameParticle,
            "bin ibn bint abu abou umm abd von van der de del della di da dos du le la al el ben"
        ),
        (.arabicArticle, "al el ar as ash at ad an az adh ath es ed er ez ul"),
        (
            .government,
            """
            government president minister ministry parliament army military troops forces soldiers officials embassy
            ambassador regime airstrikes warplanes navy leader leaders prime foreign administration republic
            """
        ),
        (
            .people,
            """
            people residents citizens civilians nationals refugees men women children families officials fighters
            soldiers troops forces army police government officers president minister migrants workers authorities
            villagers community border capital
            """
        ),
        (
            .participle,
            "led backed based born controlled held ruled occupied trained made owned run area bound installed educated"
        ),
        (.movement, "moved fled traveled travelled returned flew arrived drove went came deployed"),
        (
            .relation,
            """
            ties tie relations relationship alliance talks negotiations tensions tension deal agreement cooperation
            pressure sanctions support backing commitment policy decision government ambassador envoy allies ally
            response revenue influence strategy leadership interests position
            """
        ),
        (.tribe, "tribe tribes tribal tribesman tribesmen clan clans sheikhs"),
        (
            .leadingGeneric,
            "fort mount mt lake camp cape port point wadi jabal jebel tell tall khirbat kafr kfar tel forward fob"
        ),
        (.relationLink, "with between against on from for"),
        (
            .stateVerb,
            """
            agreed accused condemned urged vowed blamed backs supports sees wants seeks fears hopes hadn't hasn't has had
            announced demanded rejected recognised recognized responded pledged threatened considers refused insists
            """
        ),
        (
            .personNoun,
            """
            who whose husband wife son daughter brother sister
            """
        ),
        (
            .never,
            """
            est edt gmt utc pst pdt hiv aids covid sars ceo tv dna nato opec isis isil islam muslim muslims christian
            christians islamic catholic internet god facebook twitter google youtube english
            arab arabs arabic buddhist buddhists hindu hindus jewish sunni sunnis shiite shiites shia taliban hamas
            hezbollah hizbullah
            """
        ),
    ]
}
