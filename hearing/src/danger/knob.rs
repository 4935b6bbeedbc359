//! temporary
pub(super) fn k(name: &str, default: f64) -> f64 {
    use std::{collections::HashMap, sync::{LazyLock, Mutex}};
    static C: LazyLock<Mutex<HashMap<String, f64>>> = LazyLock::new(Default::default);
    *C.lock().unwrap().entry(name.to_owned()).or_insert_with(|| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default))
}
