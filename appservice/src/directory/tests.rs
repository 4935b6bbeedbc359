mod bomb;
mod book;
mod faults;
mod import;
mod ods;
mod sample;
