/// Ideas that the type of an event goes by, each with the words and phrases that tell it. An asterisk stands for any
/// ending. A phrase may tell several ideas.
let typeConceptTable = """
    protest: protest|protests|protested|protesting|demonstrat*|rall*|march|marched|marches|marching|sit in|\
    sit ins|picket*|vigil*|human chain|took to the streets|take to the streets|gathered|gathering*|\
    strike action|hunger strike|walkout*|die in|procession*|dharna|placard*|chant*|slogan*
    protester: protester*|protestor*|demonstrator*|activist*|marcher*|supporters|students|crowd|crowds|workers|\
    teachers|opposition supporters|migrants|farmers
    peaceful: peaceful*|non violent*|nonviolent*|calm|solidarity|condemn*|demand|demanded|demanding|demands|\
    calling for|call for|called for|against|banner*|signs
    riot: riot|riots|rioter*|rioting|rioted|unrest|mayhem|rampag*|burning tires|burning tyres|tires|tyres|\
    barricad*|vandal*|violent demonstration*|violent protest*|turned violent|\
    turn violent|turns violent|turning violent|turned very violent|turn very violent|became violent|\
    aggressive demonstration*|aggressive protest*|looters|smashed windows|broke windows|street battle*|running battle*|\
    set fire|set on fire|torched|smash*|disturbance*|clashes erupted|anarchists
    throwstone: threw|throw|throws|thrown|throwing|hurl*|pelted|pelting|lobbed|lobbing|stone|stones|rocks|\
    bottles|slingshot*|molotov*|petrol bomb*|firebomb*|firecracker*|fireworks|bricks|projectiles
    clashwithpolice: clashed with police|clashed with security|clashes with police|clashes between police|\
    clash with police|clashes with security forces|clashed with riot police|scuffle*|confrontation*|\
    clashes broke out between police|clashes have broken out between police|clash between police|fought with police|\
    fought police|battled police|battling police|clashes with protesters|clashes with demonstrators|\
    clashing with protesters|clashing with demonstrators|attacked police|attacking police
    block: block|blocked|blocking|blockade|roadblock*|closed the road|road|roads|highway|traffic
    disperse: dispers*|break up|broke up|breaking up|crack down|crackdown|cracked down|suppress*|quell*|\
    push back|clear the|to clear|prevent*
    teargas: tear gas|teargas|pepper spray|pepper spray*|water cannon*|rubber bullet*|rubber coated|\
    stun grenade*|baton*|lathi*|truncheon*
    livefire: live round*|live ammunition|live bullet*|live fire|bullets|shot at protesters|fired at protesters|\
    opened fire on protesters|fired on|fired into|excessive force|brutal*|beat|beaten|beating|violently
    police: police|policeman|policemen|officer|officers|riot police|cops|gendarmer*|security forces|\
    security force|authorities|security agents
    detain: detain*|arrest*|apprehend*|taken into custody|in custody|rounded up|nabbed|took into custody
    charge: charge|charged|charges|suspect|suspects|suspected|accused|court|prosecut*|sentenc*|jail*|trial|\
    convict*|investigat*
    state: army|military|troops|soldier*|government forces|security forces|regime forces|armed forces|\
    national guard|air force|navy|forces|coalition|border guards|peacekeepers|government troops|saa|battalion|\
    brigade|special forces|pro government|regime|joint forces
    rebel: rebel*|militant*|insurgent*|fighter*|terrorist*|guerrilla*|jihadi*|separatist*|taliban|isis|isil|\
    daesh|islamic state|al qaeda|boko haram|al shabaab|al shabab|shabab|shabaab|shebab|houthi*|is group|\
    extremist*|ypg|pkk|sdf|hts|tahrir al sham|nusra|jihadists|militia*|naxal*|maoist*|mujahideen|takfiri|\
    bandits|al nusra|ansar
    gunmen: gunm*|armed men|armed man|unknown men|unidentified|unknown|assailant*|attacker*|masked|armed group*|\
    armed persons|hitmen|pirates|armed attackers|armed
    civilian: civilian*|resident*|villager*|people|woman|women|children|child|boy|girl|girls|man|men|\
    worshipper*|farmer*|doctor|journalist*|teacher|passengers|family|pastor|priest|shepherd*|herder*|tourists|\
    workers|students
    kill: kill|killed|killing|kills|dead|died|death|deaths|deadly|lives|slain|massacre*|slaughter*|fatal*|\
    shot dead|gunned down|murder*|executed|execution*|beheaded|assassinat*
    wound: wounded|wounding|injur*|hurt|casualties|hospital*
    attack: attack|attacked|attacks|attacking|raid|raided|raids|stormed|storming|assault*|ambush*|target*|\
    invaded|opened fire|open fire
    shoot: shoot*|shot|gunfire|fire|fired|gun|guns|gunned|opened fire
    clash: clash*|fight|fighting|fought|fights|battle|battles|battling|firefight*|gunbattle*|gun battle|\
    exchange of fire|exchanged fire|skirmish*|repel*|engag*|heavy fighting|offensive|combat|frontline|front line
    bomb: bomb|bombs|bombed|bombing|bombings|explod*|explos*|blast|blasts|detonat*|blew up|blown up|blow up
    ied: ied|ieds|improvised|roadside|land mine*|landmine*|mine|mines|planted|booby*|emplaced|remote control*|\
    remotely|explosive device*|car bomb*|bomb laden|parcel bomb|bomb placed|motorcycle bomb
    suicide: suicide|blew himself|blew herself|blew themselves|explosive vest*|explosives vest|suicide bomb*|\
    bomber|bombers|explosive belt|kamikaze|explosives laden
    grenade: grenade*|rpg
    threwgrenade: threw a grenade|grenade attack*|hand grenade*|hurled a grenade|lobbed|tossed
    air: airstrike*|air strike*|air raid*|warplane*|jet|jets|fighter jets|drone|drones|helicopter*|aircraft|\
    bombard*|bombers|sorties|aerial|unmanned|raf|pounded from the air|warheads
    missile: missile*|rocket*|ballistic|cruise
    shell: shell|shelled|shelling|shells|mortar*|artillery|howitzer*|cannon|rocket fire|rockets|pounded|\
    tank fire
    chem: chemical|gas|chlorine|sarin|nerve agent*|toxic|mustard|poison*|opcw
    chemweapon: chemical weapon*|chemical attack*|gas attack*|chlorine|sarin|nerve gas|poison gas|poisonous gas|\
    mustard gas|chemical agents|toxic gas*
    abduct: abduct*|kidnap*|hostage*|captive*|disappear*|missing|seized people|taken away|took away|whisked|\
    ransom|held captive|snatched
    sexual: rape|raped|rapes|raping|rapist*|sexual*|gang rape*|molest*|harass*|abused|assaulted women
    mob: mob|mobs|lynch*|angry crowd|angry residents|vigilante*|villagers beat|beaten to death|beat to death|\
    xenophobic|enraged|irate|hacked|gang|gangs
    loot: loot*|steal*|stole|stolen|robbed|robbery|robber*|burgl*|ransack*|plunder*
    destroyprop: burned|burnt|burning|torched|torch|destroy*|destruction|demolish*|vandal*|damag*|set ablaze|\
    arson*|razed|set on fire|set fire|sabotag*
    propert: propert*|house|houses|homes|shop|shops|store|stores|building|buildings|crops|vehicles|school|\
    schools|church|churches|farms|cars|mosque|cemetery|graves|statue|monument
    weapon: weapon*|arms|ammunition|ammo|firearm*|rifle*|pistol*|munition*|guns|explosives|warhead*|arsenal|\
    gunpowder|tnt|detonators
    findseize: seiz*|found|find|discover*|confiscat*|recover*|uncover*|intercept*|haul|cache*|stockpile*|stash|\
    unearth*|hidden
    defuse: defus*|dismantl*|disarm*|neutrali*|cleared|demin*|foil*|thwart*|bomb squad|bomb disposal|suspicious|\
    destroyed weapons|controlled explosion|defused|unexploded|package|packages
    capture: captur*|seize|seized|seizing|overrun|overran|took control|take control|taken control|\
    taking control|control of|takes control|controls|conquer*|fell to|fallen to|fell into|takeover|took over|\
    taken over|hold of|establish control
    recapture: recaptur*|retak*|retook|regain*|liberat*|retaken|back under|cleared|wrest*|freed|\
    restored control|reclaim*|drove out|driven out|advance*|retake
    withdraw: withdr*|pull out|pulled out|pulling out|pull back|pulled back|retreat*|hand over|handed over|\
    handing over|handover|evacuat*|left the|leave|without a fight|without resistance|pullout|transfer|\
    transferred|peacefully|vacat*|abandon*|deal
    territory: town|towns|village|villages|city|district|area|areas|territory|territories|region|hill|hills|\
    positions|position|strategic|crossing|airport|town of|village of|swathe*|control
    setup: set up|setting up|establish*|build|building|built|construct*|install*|new base|erect*|fortif*
    base: base|bases|outpost*|post|posts|checkpoint*|headquarter*|barracks|camp|camps|observation post*|\
    observation point*|military base|garrison|station|center|centre|facility
    agree: agree|agreed|agreement*|ceasefire*|cease fire*|truce*|deal|peace|accord*|sign|signed|signing|talks|\
    negotiat*|reconcil*|treaty|memorandum|exchange|exchanged|swap|swapped|amnesty|mediat*|dialogue
    prisonerswap: prisoner exchange|prisoner swap|exchanged prisoners|prisoners|released|release|freed|detainees
    surrender: surrender*|laid down|lay down|laying down|defect*|deserted|desert|deserters|gave up|\
    turned themselves in|disarmament
    groupchange: reinforc*|deploy*|dispatch*|redeploy*|sent|sending|convoy*|recruit*|joined|join|formed|form|\
    formation|merg*|split|splinter*|restructur*|created|new unit*|mobiliz*|mobilis*|pledged allegiance|\
    allegiance|military drills|drills|exercise*|reinforcements|additional troops|strengthen*|buildup|build up|\
    transferred|units|heads to|military buildup
    claimresp: claim* responsibility|claimed|responsibility|responsible|takes credit|claimed credit|credit for|\
    denied|deny|denies|denying|accus*|blam*|allegation*|alleged*|behind the|culprit|evidence|reject*|implicat*|\
    attributed|culpab*|perpetrat*|masterminded
    diplo: sanction*|ambassador*|diplomat*|expel*|expuls*|embassy|embassies|severed|severs|ties|relations|\
    consulate*|recalled|summon*|united nations|security council|foreign minist*|resolution|persona non grata|\
    condemned|condemns|envoy*|bilateral|administration
    crime: drug*|smuggl*|traffick*|gang|gangs|mafia|cartel*|cocaine|heroin|narcotic*|counterfeit*|fraud|\
    launder*|organized crime|organised crime|ring|illegal*|criminal*|network|burglar*|robber*|fake|cyber*|hack*|\
    crime|crimes|ransomware
    natural: earthquake*|quake*|flood*|storm|storms|hurricane*|typhoon*|cyclone*|tornado*|wildfire*|drought*|\
    landslide*|rain|rains|rainfall|heatwave|heat wave|epidemic*|virus|covid*|coronavirus|outbreak|disease|\
    volcan*|eruption|tsunami|magnitude|weather|snow*|avalanche|winds|pandemic|cholera|ebola|bushfire*|\
    forest fire*|cases|infect*
    accident: crash*|accident*|collision|collid*|derail*|capsiz*|sank|sinking|fire broke out|factory|warehouse|\
    blaze|gas leak|leak*|spill*|chemical spill|plant|collapse*|fire crews|firefighters|fire department|hazard*|\
    boiler|refinery|pipeline|oil|road accident|fire brigade|explosion at|caught fire|driver|fumes|ammonia|\
    electrical|reactor|nuclear plant|workers
    vehicle: car|truck|bus|vehicle*|motorcycle*|motorbike*|train|plane|convoy|boat|ship|van
    bodyfound: mass grave*|bodies|body|corpse*|remains
    fled: fled|flee|fleeing|displaced|refugees|displacement
    test: test*|launch|launched|launching
    govcrit: anti government|pro democracy|opposition|election*|resign*|justice|corruption|reform*|\
    black lives matter|climate|rights
    night: overnight|curfew

    """
