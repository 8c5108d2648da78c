package org.mekiki.transformer.mecab;

import java.util.Arrays;

/**
 * All ways to cut a text into words, and the cheapest of them, found as MeCab finds it: also which
 * of several equally cheap ones, which depends on the order in which words are tried.
 *
 * <p>Nodes that end at one byte form a list, the latest first, and of equal costs the first of the
 * list wins. Nodes of one byte with the same right index cost the same whatever follows, so only
 * the best of them is tried; nodes that begin at one byte with the same left index have the same
 * best node before them, so it is looked for once. Neither changes what wins.
 */
final class Lattice {
  /** Unknown words that are taken together are of the first character and up to so many more. */
  private static final int LARGEST_GROUP = 24;

  /**
   * Nodes that a byte may have on average, so that no dictionary makes a short text take all
   * memory. IPADIC and UniDic have up to 8 and JUMAN up to 19 where a text is made for it.
   */
  private static final int MOST_NODES_PER_BYTE = 64;

  private static final int MOST_NODES_BESIDES = 1 << 16;

  /** Bits of a key for the place in the order, of more nodes than ever end at one byte. */
  private static final int PLACE = 20;

  private static final int LAST_PLACE = (1 << PLACE) - 1;

  private static final int NONE = -1;
  private static final int FIRST_NODES = 1 << 10;

  private final MecabDictionary dictionary;
  private final WordTable[] tables;
  private final int unknown;
  private final ConnectionMatrix matrix;
  private final Sentence sentence;
  private final int[] prefixes = new int[2 * WordTable.MOST_PREFIXES];

  // Nodes: the word's entry, its bytes, its right index; the cost of the way to its end, the node
  // before it, the node that ends where it does.
  private int[] entry = new int[FIRST_NODES];
  private int[] begin = new int[FIRST_NODES];
  private int[] end = new int[FIRST_NODES];
  private int[] right = new int[FIRST_NODES];
  private long[] cost = new long[FIRST_NODES];
  private int[] previous = new int[FIRST_NODES];
  private int[] sibling = new int[FIRST_NODES];
  private int nodes;

  /** The latest node that ends at each byte. */
  private int[] heads = new int[1];

  // Words that begin at the present byte, as they were found.
  private int[] candidate = new int[64];
  private int[] candidateEnd = new int[64];
  private int candidates;

  // Nodes that end at the present byte, in order; of each right index the cost of the best and its
  // place in the order, in one number, whose least is found without a branch.
  private int[] ending = new int[64];
  private int[] rights = new int[64];
  private long[] keys = new long[64];
  private int groups;

  // By right index: which of them; by left index: the best node before. Valid in this round.
  private final int[] slot;
  private final int[] slotRound;
  private final int[] bestNode;
  private final long[] bestCost;
  private final int[] bestRound;
  private int round;

  Lattice(MecabDictionary dictionary) {
    this.dictionary = dictionary;
    tables = dictionary.tables();
    unknown = tables.length - 1;
    matrix = dictionary.matrix();
    sentence = new Sentence(dictionary.encoding(), dictionary.kinds());
    slot = new int[matrix.columns()];
    slotRound = new int[matrix.columns()];
    bestNode = new int[matrix.rows()];
    bestCost = new long[matrix.rows()];
    bestRound = new int[matrix.rows()];
  }

  /** The text that was searched last. */
  Sentence sentence() {
    return sentence;
  }

  /**
   * Searches a text.
   *
   * @return the nodes of the cheapest way, in order
   * @throws IllegalArgumentException if there are too many ways to cut it
   */
  int[] search(String text) {
    sentence.set(text);
    int size = sentence.size();
    if (heads.length <= size) {
      heads = new int[Math.max(size + 1, (int) Math.min(2L * heads.length, 1 << 30))];
    }
    Arrays.fill(heads, 0, size + 1, NONE);
    nodes = 0;
    add(NONE, 0, 0, 0, 0, NONE);
    for (int at = 0; at < size; at++) {
      if (heads[at] != NONE) {
        int word = afterSpace(at);
        if (word < size) {
          find(word);
          connect(at, word);
        }
      }
    }
    return way(size);
  }

  /** Where the white space that begins at a byte ends. */
  private int afterSpace(int at) {
    int size = sentence.size();
    int kind = dictionary.space();
    int next = at;
    while (next < size && CharacterKinds.areAlike(kind, sentence.kind(next))) {
      kind = sentence.kind(next);
      next = sentence.next(next);
    }
    return Math.min(next, size);
  }

  /** Finds the words that begin at a byte: known ones, and unknown ones where the rules say so. */
  private void find(int at) {
    int size = sentence.size();
    candidates = 0;
    int first = 0;
    for (int t = 0; t < unknown; t++) {
      WordTable table = tables[t];
      int count = table.prefixes(sentence.bytes(), at, size, prefixes);
      for (int i = 0; i < count; i++) {
        propose(first, prefixes[2 * i], prefixes[2 * i + 1]);
      }
      first += table.entryCount();
    }
    int kind = sentence.kind(at);
    if (candidates == 0 || CharacterKinds.invokes(kind)) {
      findUnknown(at, kind, first);
    }
  }

  private void findUnknown(int at, int kind, int first) {
    int size = sentence.size();
    int value = dictionary.unknownWords(CharacterKinds.category(kind));
    int end = Math.min(sentence.next(at), size);
    int groupEnd = NONE;
    if (CharacterKinds.groups(kind)) {
      int before = kind;
      int count = 0;
      groupEnd = end;
      while (groupEnd < size
          && count <= LARGEST_GROUP
          && CharacterKinds.areAlike(before, sentence.kind(groupEnd))) {
        before = sentence.kind(groupEnd);
        groupEnd = Math.min(sentence.next(groupEnd), size);
        count++;
      }
      if (count <= LARGEST_GROUP) {
        propose(first, value, groupEnd);
      }
    }
    int length = CharacterKinds.length(kind);
    for (int i = 1; i <= length && end != groupEnd; i++) {
      propose(first, value, end);
      if (end == size || !CharacterKinds.areAlike(kind, sentence.kind(end))) {
        break;
      }
      end = Math.min(sentence.next(end), size);
    }
    if (candidates == 0) {
      propose(first, value, end);
    }
  }

  /** Remembers the entries of a word. */
  private void propose(int first, int value, int end) {
    int count = value & 0xFF;
    if (candidates + count > candidate.length) {
      candidate = Arrays.copyOf(candidate, 2 * (candidates + count));
      candidateEnd = Arrays.copyOf(candidateEnd, candidate.length);
    }
    int entries = first + (value >>> 8);
    for (int i = 0; i < count; i++) {
      candidate[candidates] = entries + i;
      candidateEnd[candidates++] = end;
    }
  }

  private void connect(int at, int word) {
    gather(at);
    for (int i = candidates - 1; i >= 0; i--) {
      int global = candidate[i];
      int local = global;
      int t = 0;
      while (local >= tables[t].entryCount()) {
        local -= tables[t++].entryCount();
      }
      long numbers = tables[t].numbers(local);
      int left = WordTable.left(numbers);
      if (bestRound[left] != round) {
        choose(left);
      }
      int node =
          add(
              global,
              word,
              candidateEnd[i],
              WordTable.right(numbers),
              bestCost[left] + WordTable.cost(numbers),
              bestNode[left]);
      sibling[node] = heads[candidateEnd[i]];
      heads[candidateEnd[i]] = node;
    }
  }

  /** Gathers the nodes that end at a byte. */
  private void gather(int at) {
    if (++round == Integer.MAX_VALUE) {
      Arrays.fill(slotRound, 0);
      Arrays.fill(bestRound, 0);
      round = 1;
    }
    groups = 0;
    int place = 0;
    for (int node = heads[at]; node != NONE; node = sibling[node]) {
      if (place == ending.length) {
        ending = Arrays.copyOf(ending, 2 * place);
        rights = Arrays.copyOf(rights, 2 * place);
        keys = Arrays.copyOf(keys, 2 * place);
      }
      ending[place] = node;
      long key = (cost[node] << PLACE) + Math.min(place, LAST_PLACE);
      place++;
      int index = right[node];
      if (slotRound[index] != round) {
        slotRound[index] = round;
        slot[index] = groups;
        rights[groups] = index;
        keys[groups++] = key;
      } else if (key < keys[slot[index]]) {
        keys[slot[index]] = key;
      }
    }
  }

  /** Finds the best of the gathered nodes before a left index: the first of equal ones. */
  private void choose(int left) {
    int row = matrix.row(left);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < groups; i++) {
      least = Math.min(least, keys[i] + ((long) matrix.cost(row, rights[i]) << PLACE));
    }
    bestRound[left] = round;
    bestCost[left] = least >> PLACE;
    bestNode[left] = ending[(int) least & LAST_PLACE];
  }

  private int add(int word, int from, int to, int index, long total, int before) {
    if (nodes == entry.length) {
      grow();
    }
    entry[nodes] = word;
    begin[nodes] = from;
    end[nodes] = to;
    right[nodes] = index;
    cost[nodes] = total;
    previous[nodes] = before;
    sibling[nodes] = NONE;
    if (word == NONE) {
      heads[to] = nodes;
    }
    return nodes++;
  }

  private void grow() {
    long most =
        Math.min(
            (long) MOST_NODES_PER_BYTE * sentence.size() + MOST_NODES_BESIDES,
            Integer.MAX_VALUE - 64L);
    if (nodes >= most) {
      throw new IllegalArgumentException(
          "the dictionary %s has too many words for a text of %d characters; give the text in parts, or use another dictionary"
              .formatted(dictionary.name(), sentence.start(sentence.size())));
    }
    int room = (int) Math.min(2L * nodes, most);
    entry = Arrays.copyOf(entry, room);
    begin = Arrays.copyOf(begin, room);
    end = Arrays.copyOf(end, room);
    right = Arrays.copyOf(right, room);
    cost = Arrays.copyOf(cost, room);
    previous = Arrays.copyOf(previous, room);
    sibling = Arrays.copyOf(sibling, room);
  }

  /** The way back from the last byte at which a node ends. */
  private int[] way(int size) {
    int last = size;
    while (heads[last] == NONE) {
      last--;
    }
    gather(last);
    choose(0);
    int count = 0;
    for (int node = bestNode[0]; node != 0; node = previous[node]) {
      count++;
    }
    int[] way = new int[count];
    for (int node = bestNode[0]; node != 0; node = previous[node]) {
      way[--count] = node;
    }
    return way;
  }

  /** UTF-16 index of a node's first character. */
  int start(int node) {
    return sentence.start(begin[node]);
  }

  /** UTF-16 index after a node's last character. */
  int end(int node) {
    return sentence.start(end[node]);
  }

  /** A node's first byte. */
  int firstByte(int node) {
    return begin[node];
  }

  /** The byte after a node's last one. */
  int lastByte(int node) {
    return end[node];
  }

  /** The number of a node's entry among those of all tables. */
  int entry(int node) {
    return entry[node];
  }

  /** The cost of the cheapest way up to a node's end. */
  long cost(int node) {
    return cost[node];
  }

  /** Bytes of memory that are kept for the next text. */
  long kept() {
    return 32L * entry.length + 4L * heads.length + sentence.kept();
  }
}
