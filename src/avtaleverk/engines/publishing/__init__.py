"""Publishing: a site that was built and checked becomes an edition at its place, and readers are led to it at one stroke.

The way of it, in the order that a break at any moment leaves the old site or the new one whole:

1. ``holding``: one at a time. A second is told who is at it, and since when.
2. ``scan`` reads the files of the site; the manifest tells of each.
3. The edition is laid beside the others under ``utgaver/``, its manifest last. One without a manifest was broken off,
   is never shown to anybody, and is removed by the next.
4. It is read back from where it lies and held against the manifest.
5. ``gjeldende`` is turned to it. What is kept can be turned back to as fast.
6. It is read again as readers meet it. If that is not what was published, ``gjeldende`` is turned back.

``place`` says what a place must be able to do. ``folder`` does it on a disk, ``rsync`` on a host, and ``rclone`` in
object storage, which has no links, so that the site is copied there in an order that never leaves a link dead.
"""
