//! Large pages for large buffers.
#![allow(unsafe_code)]

/// What is smaller gains nothing.
const LARGE: usize = 4 << 20;

/// The smallest page there is on the systems that have this.
const PAGE: usize = 4096;

/// Asks the system to back the room of `values`, where it is large, by large pages: the first touch
/// of each 4 KiB costs 1.5 µs otherwise, more than what is written there.
pub(super) fn prefer_large<T>(values: &mut Vec<T>) {
    let room = std::mem::size_of_val(values.spare_capacity_mut());
    let at = values.spare_capacity_mut().as_mut_ptr().addr();
    let start = at.next_multiple_of(PAGE);
    let end = (at + room) / PAGE * PAGE;
    if room < LARGE || start >= end {
        return;
    }
    #[cfg(target_os = "linux")]
    // SAFETY: the pages lie wholly in the allocation of `values`, and the advice changes nothing in
    // them. Where it is not taken all stays as it was.
    unsafe {
        libc::madvise(std::ptr::without_provenance_mut(start), end - start, libc::MADV_HUGEPAGE);
    }
}
