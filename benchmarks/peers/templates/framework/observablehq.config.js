export default {
  root: "src",
  output: "public",
  title: "Site",
  pages: [],
  search: false,
  sidebar: false,
  toc: false,
  pager: false,
  globalStylesheets: [],
  style: "style.css",
  footer: "",
};
