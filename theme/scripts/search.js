// Full-text search over static files; it comes when somebody means to search. Queries leave the browser for nowhere:
// only files of the index are fetched, by the hash of the terms in them.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  if (!form) return;
  var input = form.querySelector("input");
  var list = form.querySelector(".results");
  var status = form.querySelector("[role=status]");
  var base = form.dataset.index;
  var CHINESE = /[\u3400-\u4dbf\u4e00-\u9fff]/;
  var RUN = /[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+/g;
  var SILENT = /["'“”‘’《》〈〉「」\u200b\ufeff]/g;
  var SHOWN = 10;
  var PAGES = 14;
  var EACH = 3;
  var WEIGHT = { d: 1.15, t: 1.2, l: 1.25, w: 1.15, i: 1.1, p: 1.02, g: 1, a: 1.1, s: 0.85, f: 0.8 };
  var ALONE = /\.html(#|$)/;
  var kept = {};
  var asked = 0;

  function get(name, read) {
    if (!kept[name]) {
      kept[name] = fetch(base + name).then(function (answer) {
        if (!answer.ok) throw new Error(name);
        return answer[read || "json"]();
      }).catch(function (error) { delete kept[name]; throw error; });
    }
    return kept[name];
  }

  function fold(text, about) {
    text = text.normalize("NFKC").toLowerCase().replace(SILENT, "");
    return Array.from(text, function (character) { return about.simple[character] || character; }).join("");
  }

  function prepared(about) {
    if (about.simple) return about;
    about.simple = {};
    var pairs = Array.from(about.traditional);
    for (var at = 0; at < pairs.length; at += 2) about.simple[pairs[at]] = pairs[at + 1];
    about.alike = {};
    about.groups.forEach(function (group) {
      group = group.map(function (word) { return fold(word, about); });
      group.forEach(function (word) { about.alike[word] = (about.alike[word] || []).concat(group); });
    });
    Object.keys(about.spelled).forEach(function (word) {
      about.alike[word] = about.alike[word] || about.alike[fold(about.spelled[word], about)];
    });
    about.words = Object.keys(about.alike).sort(function (one, other) { return other.length - one.length; });
    about.none = about.empty.map(function (word) { return fold(word, about); })
      .sort(function (one, other) { return other.length - one.length; });
    return about;
  }

  function hash(term) {
    var value = 0x811c9dc5;
    var text = /^[a-z0-9]+$/.test(term) ? term.slice(0, 2) : term;
    for (var at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return value % 1024;
  }

  function pairs(run) {
    var found = run.length === 1 ? [run] : [];
    for (var at = 0; at + 1 < run.length; at += 1) found.push(run.slice(at, at + 2));
    return found;
  }

  // A word of letters as syllables of pinyin, in every way that it can be read.
  var SYLLABLE = /^(?:[bpmf]?(?:a|o|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|ian|in|ing|u)|[bpm]iu|fei|fou|[dtnl](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ia|ie|iao|iu|ian|in|iang|ing|u|uo|ui|uan|un|v|ve|ue)|[gkh](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)|(?:[zcs]h?|r)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|y(?:a|o|e|ao|ou|an|ang|ong|i|in|ing|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)|er|e)$/;

  function spelled(word) {
    var found = [];
    function go(at, said) {
      if (found.length > 7) return;
      if (at === word.length) { found.push(said); return; }
      for (var size = Math.min(6, word.length - at); size > 0; size -= 1) {
        var part = word.slice(at, at + size);
        if (SYLLABLE.test(part)) go(at + size, said.concat(part));
      }
    }
    go(0, []);
    return found.sort(function (one, other) { return one.length - other.length; });
  }

  function joined(said) {
    return said.slice(1).map(function (one, at) { return said[at] + "'" + one; });
  }

  // What is looked for: parts of the query, each with the ways in which it may be printed, each way a list of terms.
  function parts(query, about) {
    var text = " " + fold(query, about).replace(/[^\u3400-\u4dbf\u4e00-\u9fffa-z0-9]+/g, " ") + " ";
    var found = [];
    Object.keys(about.says).forEach(function (kind) {
      about.says[kind].forEach(function (word) {
        var form = CHINESE.test(word) ? word : " " + word + " ";
        if (text.indexOf(form) < 0 || text.trim() === word) return;
        text = text.replace(form, " ");
        found.kind = kind;
      });
    });
    about.none.forEach(function (word) {
      if (!CHINESE.test(word)) text = text.split(" " + word + " ").join("  ");
      else if (word.length > 1) text = text.split(word).join(" ");
    });
    // Phrases of letters that mean something: official reception.
    about.words.forEach(function (word) {
      if (CHINESE.test(word)) return;
      var phrase = word.replace(/[^a-z0-9]+/g, " ");
      [phrase, phrase + "s"].forEach(function (form) {
        if (text.indexOf(" " + form + " ") < 0) return;
        text = text.replace(" " + form + " ", "  ");
        var ways = about.alike[word].filter(function (one) { return CHINESE.test(one); }).map(chinese);
        ways.push(form.split(" "));
        found.push(ways);
      });
    });
    var letters = [];
    (text.match(RUN) || []).forEach(function (run) {
      if (!CHINESE.test(run)) { letters.push(run); return; }
      if (about.none.indexOf(run) >= 0) return;
      if (run.length === 1 && letters.length && /^\d+$/.test(letters[letters.length - 1])) return;
      split(run, about).forEach(function (part) { found.push(ways(part, about)); });
    });
    var short = [];
    letters.forEach(function (word) {
      if (/^\d+$/.test(word)) { found.push([[word]]); return; }
      var said = spelled(word);
      if (said.length === 1 && said[0].length === 1) { short.push(word); return; }
      var all = said.filter(function (one) { return one.length > 1; }).map(joined);
      if (word.length > 1) all.push([word]);
      if (all.length) found.push(all);
    });
    // Syllables apart are those of one name (su zhou); one beside other words says little (xian keji ju).
    if (short.length > 1) found.push([joined(short)]);
    else if (short.length && !found.length) found.push([short]);
    return found;
  }

  // A run of words without blanks, at those that are known: 财政局物业管理费.
  function split(run, about) {
    if (run.length < 5) return [run];
    var word = about.words.filter(function (one) {
      return CHINESE.test(one) && one.length > 1 && one.length < run.length - 1 && run.indexOf(one) >= 0;
    })[0];
    if (!word) return [run];
    var start = run.indexOf(word);
    var end = start + word.length;
    if (start === 1) start = 0;
    if (end === run.length - 1) end = run.length;
    return (start ? split(run.slice(0, start), about) : [])
      .concat(run.slice(start, end), end < run.length ? split(run.slice(end), about) : []);
  }

  function chinese(text) {
    var terms = [];
    (text.match(RUN) || []).forEach(function (run) { terms = terms.concat(CHINESE.test(run) ? pairs(run) : [run]); });
    return terms;
  }

  function ways(run, about) {
    var all = [run];
    about.words.forEach(function (word) {
      if (all.length > 12 || run.indexOf(word) < 0 || !CHINESE.test(word)) return;
      about.alike[word].forEach(function (other) {
        if (other !== word && CHINESE.test(other)) all.push(run.replace(word, other));
      });
    });
    return all.map(chinese);
  }

  // Entries that have a term, by page: {page: ["t3", …]}.
  function postings(text, term) {
    var found = {};
    var page = "";
    var letters = /^[a-z0-9]+$/.test(term);
    text.split("\n").forEach(function (line) {
      if (line[0] === "#") { page = line.slice(1); return; }
      var end = line.indexOf("\t");
      var own = line.slice(0, end);
      if (end < 0 || (letters ? own.indexOf(term) !== 0 || own.indexOf("'") > 0 : own !== term)) return;
      found[page] = (found[page] || []).concat(line.slice(end + 1).match(/[a-z]\d+/g));
    });
    return found;
  }

  function search(query) {
    return get("index.json").then(prepared).then(function (about) {
      var wanted = parts(query, about);
      var terms = {};
      wanted.forEach(function (some) {
        some.forEach(function (way) { way.forEach(function (term) { terms[term] = null; }); });
      });
      var names = Object.keys(terms).slice(0, 60);
      return Promise.all(names.map(function (term) {
        return get("terms/" + (hash(term) % about.shards) + ".txt", "text").then(function (text) {
          terms[term] = postings(text, term);
        });
      })).then(function () { return ranked(wanted, terms, about); });
    });
  }

  // How well each entry fits: of each part the way that fits best, by the terms of the entry and those of its page.
  function ranked(wanted, terms, about) {
    var rare = {};
    var pages = {};
    var own = {};
    Object.keys(terms).forEach(function (term) {
      var found = terms[term] || {};
      var many = Object.keys(found).length;
      // What stands nowhere is mostly where two words meet: in 卫生监督 it is 生监.
      rare[term] = many ? 1 / Math.log(4 + many) : 0.2;
      Object.keys(found).forEach(function (page) {
        found[page].forEach(function (entry) {
          var name = page + " " + entry;
          if (entry[0] === "d") (pages[page] = pages[page] || {})[term] = true;
          (own[name] = own[name] || {})[term] = true;
        });
      });
    });
    function fit(way, mine, near) {
      var all = 0;
      var here = 0;
      var both = 0;
      way.forEach(function (term) {
        all += rare[term];
        if (mine[term]) here += rare[term];
        if (mine[term] || near[term]) both += rare[term];
      });
      return { here: all ? here / all : 0, both: all ? both / all : 0, weight: all };
    }
    // A word that stands nowhere on the site keeps nothing from being found, but then nothing fits entirely.
    var kind = wanted.kind;
    var known = wanted.filter(function (one) {
      return one.some(function (way) { return way.some(function (term) { return Object.keys(terms[term] || {}).length; }); });
    });
    var lacking = known.length < wanted.length;
    var hits = Object.keys(own).map(function (name) {
      var page = name.split(" ")[0];
      var entry = name.split(" ")[1];
      var whole = !lacking;
      var score = 0;
      var some = 0;
      known.forEach(function (one) {
        var best = { here: 0, both: 0, weight: 0 };
        one.forEach(function (way) {
          var now = fit(way, own[name], pages[page] || {});
          if (now.both + now.here > best.both + best.here) best = now;
        });
        if (best.both < 0.7) whole = false;
        some += best.both;
        score += Math.pow(best.here, 1.5) + 0.75 * Math.pow(best.both, 1.5);
      });
      if (entry[0] === "d") score += whole ? 0.3 : 0;
      if (kind) {
        if (entry[0] === kind) score += 1.5; else whole = false;
      }
      return { page: page, entry: entry, whole: whole, some: some, score: score * (WEIGHT[entry[0]] || 1) };
    }).filter(function (hit) { return hit.whole || hit.some >= 0.6 * known.length; });
    // What only comes near is shown where nothing fits.
    var fitting = hits.filter(function (hit) { return hit.whole; });
    if (fitting.length) hits = fitting;
    hits.sort(function (one, other) {
      return Number(other.whole) - Number(one.whole) || other.score - one.score || Number(other.page) - Number(one.page);
    });
    return named(hits, about);
  }

  // Titles and addresses, of as many pages as the first hits stand on.
  function named(hits, about) {
    var first = [];
    var met = {};
    var kinds = {};
    hits.forEach(function (hit) {
      var kind = hit.entry[0];
      var rare = (kinds[kind] || 0) < EACH;
      if (first.length >= 160 || (!met[hit.page] && Object.keys(met).length >= PAGES && !rare)) return;
      kinds[kind] = (kinds[kind] || 0) + 1;
      met[hit.page] = (met[hit.page] || 0) + 1;
      if (met[hit.page] <= 20 || rare) first.push(hit);
    });
    return Promise.all(Object.keys(met).map(function (page) {
      return get("pages/" + Math.floor(Number(page) / about.block) + ".json").then(function (rows) {
        var row = rows[Number(page) % about.block];
        met[page] = { row: row };
        var file = row[0] ? "../" + row[0] + row[1] + ".search.json" : row[1] + ".json";
        return get(file).then(function (entries) { met[page].entries = entries; });
      });
    })).then(function () {
      first.forEach(function (hit) {
        var page = met[hit.page];
        var entry = page.entries[Number(hit.entry.slice(1))];
        hit.kind = hit.entry[0];
        hit.title = entry[0];
        hit.row = page.row;
        hit.own = entry[1];
        hit.address = address(page.row[0], entry[1]);
        hit.score /= 1 + hit.title.length / 150;
        hit.year = page.row[4];
      });
      first.sort(function (one, other) {
        return Number(other.whole) - Number(one.whole) || other.score - one.score || other.year - one.year;
      });
      first = varied(first);
      return { hits: first, all: hits.length, whole: hits.length > 0 && hits[0].whole };
    });
  }

  // The first hits are of several kinds where there are several: somebody who types 财政拨款 may want a table or a word.
  function varied(hits) {
    var met = {};
    var later = [];
    var first = hits.filter(function (hit) {
      var key = hit.kind + hit.whole;
      met[key] = (met[key] || 0) + 1;
      if (met[key] <= EACH && (hit.whole || !hits[0].whole)) return true;
      later.push(hit);
      return false;
    });
    return first.concat(later);
  }

  // Pages that there are in the language of the site only are led to there.
  function address(page, own) {
    var file = own.split("#")[0];
    var alone = ALONE.test(own) && file !== "findings.html" && page;
    return (alone ? form.dataset.root : form.dataset.pages) + page + own;
  }

  function make(tag, text, attributes) {
    var node = document.createElement(tag);
    if (text) node.textContent = text;
    for (var name in attributes || {}) node.setAttribute(name, attributes[name]);
    return node;
  }

  function show(query, found) {
    list.textContent = "";
    var hits = found.hits.slice(0, SHOWN);
    hits.forEach(function (hit) {
      var item = make("li", "", { class: "hit" });
      item.append(make("a", hit.title, { href: hit.address, lang: "zh-Hans" }));
      var meta = make("span", "", { class: "meta" });
      meta.append(" " + form.dataset[hit.kind]);
      if (hit.row[2] && hit.kind !== "d") meta.append(" · ", make("span", hit.row[2], { lang: "zh-Hans" }), " " + hit.row[4]);
      if (hit.kind === "d") meta.append(" · ", make("span", hit.row[3], { lang: "zh-Hans" }));
      item.append(meta);
      list.append(item);
    });
    var said = !hits.length ? form.dataset.none : found.whole ? form.dataset.found.replace("%", found.all) : form.dataset.near;
    status.textContent = said;
    form.dataset.state = !hits.length ? "none" : found.whole ? "found" : "near";
    form.dataset.done = query;
    if (form.dataset.english) translated(hits);
  }

  function translated(hits) {
    if (form.named) return form.named(list, hits, get);
    form.onnamed = function () { translated(hits); };
    document.head.append(make("script", "", { src: form.dataset.english }));
  }

  function run() {
    var query = input.value;
    var number = asked += 1;
    if (!query.trim()) { list.textContent = ""; status.textContent = ""; form.dataset.done = query; return; }
    search(query).then(function (found) { if (number === asked) show(query, found); }, function () {
      if (number === asked) { status.textContent = form.dataset.failed; form.dataset.done = query; }
    });
  }

  var waiting = 0;
  input.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(run, 80);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first && form.dataset.done === input.value) location.href = first.href; else run();
  });
  if (input.value) run();
})();
