//! Large pages for large buffers.
#![allow(unsafe_code)]

/// What is smaller gains nothing.
const LARGE: usize = 4 << 20;

/// The smallest page there is on the systems that have this.
const PAGE: usize = 4096;

/// Asks the system to back `values`, where their room is large, by large pages: the first touch of
/// each 4 KiB costs 1.5 µs otherwise, more than what is written there. All of their pages are named,
/// as a mapping of which a part has other advice cannot grow where it is, but is copied.
pub(super) fn prefer_large<T>(values: &Vec<T>) {
    let (start, room) = (values.as_ptr().addr(), values.capacity() * size_of::<T>());
    if room < LARGE {
        return;
    }
    let (first, end) = (start / PAGE * PAGE, (start + room).next_multiple_of(PAGE));
    #[cfg(target_os = "linux")]
    // SAFETY: the advice changes nothing in the pages, which are there as `values` lies in them, nor
    // what may be done with others that share the first and last. Where it is not taken all stays as
    // it was.
    unsafe {
        libc::madvise(std::ptr::without_provenance_mut(first), end - first, libc::MADV_HUGEPAGE);
    }
}
