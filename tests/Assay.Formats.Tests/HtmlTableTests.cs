namespace Assay.Formats.Tests;

/// <summary>Tables in HTML as rows of cells, spans filled in, broken markup survived.</summary>
public sealed class HtmlTableTests
{
    [Fact]
    public void A_cell_that_spans_rows_and_columns_stands_in_each_of_them()
    {
        var rows = Assert.Single(HtmlTables.Of("""
            <table>
              <tr><td></td><th colspan="2"><strong>Runs</strong></th><td>Tokens</td></tr>
              <tr>
               <td rowspan="2" >Marlin &amp; co
               </td>
               <td>a</td><td>b</td>
               <td rowspan='2'>3T</td>
              </tr>
              <tr><td>c</td><td>d</td></tr>
            </table>
            """));
        Assert.Equal([["", "Runs", "Runs", "Tokens"], ["Marlin & co", "a", "b", "3T"], ["Marlin & co", "c", "d", "3T"]], rows.Select(r => r.Cells));
    }

    [Fact]
    public void A_body_that_begins_on_the_line_of_its_first_row_is_read()
    {
        var text = "<table>\n<thead><tr>\n<th>Model</th>\n</tr>\n</thead>\n<tbody><tr>\n<td>8B</td>\n</tr>\n</tbody></table>";
        var rows = Assert.Single(HtmlTables.Of(text));
        Assert.Equal(["Model", "8B"], rows.Select(r => r.Cells[0]));
        Assert.StartsWith("<tr>\n<td>8B", text[rows[1].Start..], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<table><tr><td>1<td>2<tr><td>3<td>4</table>", 2)]
    [InlineData("<table><tr><td>1</td></tr></table>", 0)]
    [InlineData("<tr><td>no table</td></tr>", 0)]
    [InlineData("<table><tr><td>never closed", 0)]
    [InlineData("<table><tr><td rowspan=\"9999\" colspan=\"0\">a</td></tr><tr><td>b</td></tr></table>", 2)]
    public void Broken_markup_gives_what_can_be_told(string text, int rows) => Assert.Equal(rows, HtmlTables.Of(text).Sum(t => t.Count));

    [Fact]
    public void A_text_of_nothing_but_tags_is_read_in_bounds()
    {
        var tables = HtmlTables.Of("<table>" + string.Concat(Enumerable.Repeat("<tr>" + string.Concat(Enumerable.Repeat("<td rowspan=5 colspan=50>x", 100)), 300)) + "</table>");
        Assert.All(Assert.Single(tables), r => Assert.True(r.Cells.Count <= 40));
    }
}
