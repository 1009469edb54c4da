//! Texts in the language of the user.

/// Formats one of two texts, the Chinese or the English one.
#[macro_export]
macro_rules! tr {
    ($lang:expr, $zh:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::Lang::Zh => ::std::format!($zh),
            $crate::Lang::En => ::std::format!($en),
        }
    };
}
