//! The inflected forms of English words, so that codebook rows can give base
//! forms only. Spelling rules live here; words that follow none stand in
//! `codebook/irregular.csv`. British and American spellings are both made.

/// Which forms of its lemma a surface may be, as bits.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct Forms(pub u8);

impl Forms {
    /// Base form of a verb, or singular of a noun.
    pub const BASE: Self = Self(1);
    /// Third person singular.
    pub const THIRD: Self = Self(2);
    /// Simple past.
    pub const PAST: Self = Self(4);
    /// Past participle.
    pub const PARTICIPLE: Self = Self(8);
    /// The form in -ing.
    pub const ING: Self = Self(16);
    /// Plural of a noun.
    pub const PLURAL: Self = Self(32);

    /// Whether it may be any of the forms asked for.
    #[must_use]
    pub fn any(self, forms: Self) -> bool {
        self.0 & forms.0 != 0
    }

    /// Both sets of forms.
    #[must_use]
    pub fn or(self, forms: Self) -> Self {
        Self(self.0 | forms.0)
    }
}

/// A row of `irregular.csv`: forms that no rule gives; an empty cell is
/// regular, several spellings are parted by `|`.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub struct Irregular {
    /// The base form.
    pub lemma: String,
    /// `verb` or `noun`.
    pub pos: String,
    /// Third person singular.
    pub third: String,
    /// Simple past.
    pub past: String,
    /// Past participle.
    pub participle: String,
    /// The form in -ing.
    pub ing: String,
    /// Plural.
    pub plural: String,
}

/// All surfaces of a lemma with their forms: as a verb and as a noun, since a
/// codebook row does not say which it means and a form that no text holds
/// does no harm.
#[must_use]
pub fn forms(lemma: &str, irregular: &[Irregular]) -> Vec<(String, Forms)> {
    let mut all = Vec::with_capacity(12);
    for spelling in spellings(lemma) {
        all.push((spelling.clone(), Forms::BASE));
        let verb = irregular.iter().find(|row| row.pos == "verb");
        let noun = irregular.iter().find(|row| row.pos == "noun");
        let mut put =
            |given: Option<&str>, rule: Vec<String>, form| match given
                .filter(|cell| !cell.is_empty())
            {
                Some(cell) => {
                    all.extend(cell.split('|').map(|s| (s.to_owned(), form)));
                }
                None => all.extend(rule.into_iter().map(|s| (s, form))),
            };
        let s_form = vec![plural(&spelling)];
        put(verb.map(|v| &*v.third), s_form.clone(), Forms::THIRD);
        put(noun.map(|n| &*n.plural), s_form, Forms::PLURAL);
        let past = suffixed(&spelling, "ed");
        put(verb.map(|v| &*v.past), past.clone(), Forms::PAST);
        let participle = verb
            .filter(|v| v.participle.is_empty())
            .map_or(verb.map(|v| &*v.participle), |v| Some(&*v.past));
        put(participle, past, Forms::PARTICIPLE);
        put(verb.map(|v| &*v.ing), suffixed(&spelling, "ing"), Forms::ING);
    }
    all
}

/// British and American spellings of a lemma, itself first.
fn spellings(lemma: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 8] = [
        ("isation", "ization"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("our", "or"),
        ("tre", "ter"),
        ("ence", "ense"),
        ("ogue", "og"),
        ("ll", "l"),
    ];
    let mut all = vec![lemma.to_owned()];
    if lemma.len() < 6 || lemma.contains(' ') {
        return all;
    }
    for (british, american) in PAIRS {
        for (from, to) in [(british, american), (american, british)] {
            if let Some(stem) = lemma.strip_suffix(from)
                && stem.len() >= 3
                && (from != "l" || stem.ends_with(vowel))
            {
                all.push(format!("{stem}{to}"));
            }
        }
    }
    if let Some(at) = lemma.find("abour").or_else(|| lemma.find("avour")) {
        all.push(format!("{}{}", &lemma[..at + 3], &lemma[at + 4..]));
    }
    all
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// The form in -s: plural or third person.
fn plural(word: &str) -> String {
    if let Some(stem) = word.strip_suffix('y')
        && stem.chars().next_back().is_some_and(|c| !vowel(c))
    {
        return format!("{stem}ies");
    }
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) {
        return format!("{word}es");
    }
    if word.ends_with("quo") || word.ends_with("eo") {
        return format!("{word}s");
    }
    if let Some(stem) = word.strip_suffix("go").or(word.strip_suffix("to")) {
        return format!("{stem}{}es", &word[stem.len()..]);
    }
    format!("{word}s")
}

/// The forms in -ed or -ing: one, or two where British and American doubling
/// differ or where stress, which spelling does not show, decides.
fn suffixed(word: &str, suffix: &str) -> Vec<String> {
    if suffix == "ing" {
        if let Some(stem) = word.strip_suffix("ie") {
            return vec![format!("{stem}ying")];
        }
        if let Some(stem) = word.strip_suffix('e')
            && !word.ends_with("ee")
            && !word.ends_with("ye")
            && !word.ends_with("oe")
        {
            return vec![format!("{stem}ing")];
        }
    } else {
        if word.ends_with('e') {
            return vec![format!("{word}d")];
        }
        if let Some(stem) = word.strip_suffix('y')
            && stem.chars().next_back().is_some_and(|c| !vowel(c))
        {
            return vec![format!("{stem}ied")];
        }
    }
    if word.ends_with('c') && suffix != "s" {
        return vec![format!("{word}k{suffix}"), format!("{word}{suffix}")];
    }
    // After q, u is no vowel: equip, equipped.
    let spoken = word.replace("qu", "q");
    let mut tail = spoken.chars().rev();
    let (last, middle, before) = (tail.next(), tail.next(), tail.next());
    let doubling = last
        .is_some_and(|c| !vowel(c) && !matches!(c, 'w' | 'x' | 'y' | 'h'))
        && middle.is_some_and(vowel)
        && before.is_none_or(|c| !vowel(c));
    if !doubling {
        return vec![format!("{word}{suffix}")];
    }
    let last = last.map(String::from).unwrap_or_default();
    let doubled = format!("{word}{last}{suffix}");
    let syllables = word
        .split(|c| !vowel(c) && c != 'y')
        .filter(|run| !run.is_empty())
        .count();
    if syllables <= 1 {
        return vec![doubled];
    }
    vec![format!("{word}{suffix}"), doubled]
}
