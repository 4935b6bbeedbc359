mod bomb;
mod book;
mod carriers;
mod faults;
mod import;
mod ods;
mod sample;
