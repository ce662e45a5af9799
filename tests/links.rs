//! Which of many things a name means: towns of one name, persons of one family, the holder of an office.

use griot::{
    engine::{Engine, Options, Stage},
    model::Article,
};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::new(&Options { until: Stage::Mentions, ..Options::default() }).unwrap());

/// The ids of what a name means in an article, one a mention.
fn ids(article: &Article, name: &str) -> Vec<String> {
    let found = ENGINE.worker().annotate(article);
    let mentions = found.mentions.iter().filter(|mention| mention.span.of(&article.text) == name);
    mentions.map(|mention| found.entities[mention.entity as usize].id.clone()).collect()
}

fn article(text: &str) -> Article {
    Article { text: text.into(), date: Some(jiff::civil::date(2015, 3, 4)), ..Article::default() }
}

/// Each of `names` means what stands beside it.
fn means(text: &str, names: &[(&str, &str)]) {
    for (name, id) in names {
        assert_eq!(ids(&article(text), name), [*id], "{name} in {text}");
    }
}

#[test]
fn a_county_tells_which_town_is_meant() {
    means(
        "Roads flooded on Monday. The Rutherford County sheriff closed a bridge near Forest City. In Columbus, the Polk County board met.",
        &[("Columbus", "geonames:4461499"), ("Polk County", "admin2:US.NC.149")],
    );
}

#[test]
fn well_known_places_stay_where_they_are() {
    means(
        "The boy was taken from Miami to Havana. Officials in Washington said that Florida had no say.",
        &[("Havana", "geonames:3553478"), ("Washington", "geonames:4140963"), ("Miami", "geonames:4164138")],
    );
    means(
        "Delegates from Niger met in Minna and Kagara, in Niger State, Nigeria.",
        &[("Niger", "country:NE")],
    );
}

#[test]
fn a_state_and_a_country_of_one_name() {
    means("In Atlanta, Georgia, the legislature met.", &[("Georgia", "admin1:US.GA")]);
    means(
        "Troops entered Gori, and jets bombed Poti. Georgia lost Batumi for a day.",
        &[("Georgia", "country:GE")],
    );
}

#[test]
fn a_country_stands_before_the_island_named_like_it() {
    let text = "A cyclone hit Mozambique. It came ashore near Mozambique Island, in Nampula Province.";
    means(text, &[("Mozambique", "country:MZ")]);
}

#[test]
fn a_far_namesake_is_no_better_than_none() {
    let text = "Roads flooded near Eau Claire. The Chippewa County sheriff closed Highway 53 at Bloomer. In Menomonie, the \
                Dunn County board met on Monday. Residents of Clifton filled sandbags, and those of Altoona helped.";
    assert_eq!(ids(&article(text), "Clifton"), ["name:clifton"]);
    // Of four towns of this name, the one in Eau Claire County, which is not the largest.
    assert_eq!(ids(&article(text), "Altoona"), ["geonames:5243819"]);
}

#[test]
fn a_member_stands_for_a_place() {
    means("Rep. Oda Belina, R-Kalispell, said that help was coming.", &[("Kalispell", "geonames:5660340")]);
}

#[test]
fn the_publisher_is_at_home_somewhere() {
    let text = "The council met on Monday. A man from Newcastle was arrested.";
    let with = |publisher: Option<&str>, url: Option<&str>| {
        let known = |text: Option<&str>| text.map(str::to_owned);
        ids(&Article { publisher: known(publisher), url: known(url), ..article(text) }, "Newcastle")
    };
    assert_eq!(with(None, Some("https://news.example.com.au/1")), ["geonames:2155472"]);
    assert_eq!(with(None, Some("https://news.example.co.za/1")), ["geonames:971421"]);
}

#[test]
fn the_date_tells_the_holder_of_an_office() {
    let text =
        "The minister met Malian Prime Minister Maïga and President Keita of Mali. Malian troops left.";
    let on = |year| Article { date: Some(jiff::civil::date(year, 5, 2)), ..article(text) };
    assert_eq!(ids(&on(2018), "Maïga"), ["person:soumeylou-boubeye-maiga"]);
    assert_eq!(ids(&on(2018), "Keita"), ["person:ibrahim-boubacar-keita"]);
    assert_eq!(ids(&on(2023), "Maïga"), ["person:choguel-kokalla-maiga"]);
    assert_eq!(ids(&on(2023), "Keita"), ["name:keita"]);
    assert_eq!(ids(&Article { date: None, ..article(text) }, "Maïga"), ["name:maiga"]);
}

#[test]
fn an_office_tells_whether_somebody_governs() {
    let sectors = |year| {
        let text = "Ibrahim Boubacar Keïta travelled to Dakar.";
        let article = Article { date: Some(jiff::civil::date(year, 5, 2)), ..article(text) };
        ENGINE.worker().annotate(&article).entities[0].sectors.clone()
    };
    assert_eq!(sectors(2015), ["GOV"]);
    assert_eq!(sectors(2021), ["ELI"]);
}

#[test]
fn a_leader_is_known_by_the_family_name() {
    means("In Moscow, Putin said that the talks had failed.", &[("Putin", "person:vladimir-putin")]);
    let early = Article { date: Some(jiff::civil::date(1992, 5, 2)), ..article("In Moscow, Putin said so.") };
    assert!(!ids(&early, "Putin").contains(&"person:vladimir-putin".to_owned()));
}

#[test]
fn an_article_of_many_countries_means_well_known_towns() {
    let text = "Cases rose in Mexico, Spain, Cuba and New Zealand. California and Texas shut schools, and so did New York City. Officials spoke \
                to reporters in Geneva.";
    means(text, &[("Geneva", "geonames:2660646")]);
    let text = "HAVANA (AP) - The boy left Miami, Florida. A crowd in Tampa, Florida, cheered, and Florida Gov. Oda Belina spoke.";
    means(text, &[("HAVANA", "geonames:3553478")]);
}

#[test]
fn divisions_of_one_country_stand_together() {
    let text = "Florida was hit hardest. Crews came from Alabama, Tennessee, Virginia and Georgia.";
    means(text, &[("Georgia", "admin1:US.GA")]);
    means("Talks began between Armenia, Azerbaijan and Georgia.", &[("Georgia", "country:GE")]);
}

#[test]
fn what_no_list_knows_lies_near_what_stands_beside_it() {
    let text = "A fire broke out at Zorblax Hospital in Kampala.";
    let found = ENGINE.worker().annotate(&article(text));
    let hospital = found.entities.iter().find(|entity| entity.name == "Zorblax Hospital").unwrap();
    assert_eq!(hospital.point_of.as_deref(), Some("geonames:232422"));
    assert_eq!(hospital.country.map(|country| country.as_str().to_owned()).as_deref(), Some("UG"));
    let kampala = found.entities.iter().find(|entity| entity.id == "geonames:232422").unwrap();
    assert_eq!((hospital.point, &kampala.point_of), (kampala.point, &None));
}

#[test]
fn a_group_is_told_by_its_noun_and_its_country() {
    let told = |text: &str| {
        let article = article(text);
        let found = ENGINE.worker().annotate(&article);
        let entity = |(_, entity): &(u32, u32)| &found.entities[*entity as usize];
        found.descriptions.iter().map(entity).map(|e| (e.id.clone(), e.sectors.join(","))).collect::<Vec<_>>()
    };
    let group = |id: &str, sectors: &str| vec![(id.to_owned(), sectors.to_owned())];
    assert_eq!(told("The junta in Niamey closed the border."), group("group:ne-junta", "GOV,MIL"));
    assert_eq!(told("Niger's junta closed the border."), group("group:ne-junta", "GOV,MIL"));
    assert_eq!(told("Tuareg rebels closed the border."), group("group:tuareg-rebels", "REB"));
    assert_eq!(told("The French government spokesman left."), []);
}

#[test]
fn a_title_gives_sector_and_country() {
    let text = "Malian Defence Minister Tarik Osei met police chief Moro Kelindi.";
    let found = ENGINE.worker().annotate(&article(text));
    let of = |name: &str| {
        let entity = found.entities.iter().find(|entity| entity.name == name).unwrap();
        (entity.sectors.join(","), entity.country.map(|country| country.as_str().to_owned()))
    };
    assert_eq!(of("Tarik Osei"), ("GOV".to_owned(), Some("ML".to_owned())));
    assert_eq!(of("Moro Kelindi"), ("COP".to_owned(), None));
}
